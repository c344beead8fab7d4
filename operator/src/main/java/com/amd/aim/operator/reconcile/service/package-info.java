/** AIMService: what is watched for it, and how a plan is carried out and told. */
@NullMarked
package com.amd.aim.operator.reconcile.service;

import org.jspecify.annotations.NullMarked;
