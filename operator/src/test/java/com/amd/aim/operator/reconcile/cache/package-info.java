/** Whole reconciles of caches on the sandbox, and the readers by tables. */
@NullMarked
package com.amd.aim.operator.reconcile.cache;

import org.jspecify.annotations.NullMarked;
