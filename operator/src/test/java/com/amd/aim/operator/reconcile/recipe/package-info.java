/** Whole reconciles of recipes on the sandbox. */
@NullMarked
package com.amd.aim.operator.reconcile.recipe;

import org.jspecify.annotations.NullMarked;
