/** Whole reconciles against the sandbox. */
@NullMarked
package com.amd.aim.operator.reconcile;

import org.jspecify.annotations.NullMarked;
