/**
 * Keeps AIMModelCaches: reads what is there from informers, has the planner decide, does the one thing that is decided, and tells.
 */
@NullMarked
package com.amd.aim.operator.reconcile.cache;

import org.jspecify.annotations.NullMarked;
