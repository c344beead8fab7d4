/**
 * What a reconcile sees of the cluster: values reduced to what decisions need, kept up to date from events. Nothing here is asked of
 * the API server while a service waits.
 */
@NullMarked
package com.amd.aim.operator.view;

import org.jspecify.annotations.NullMarked;
