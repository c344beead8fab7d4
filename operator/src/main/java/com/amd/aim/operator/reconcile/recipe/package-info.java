/** Judges AIMRecipes, so that a recipe that can never work says so before a service needs it. */
@NullMarked
package com.amd.aim.operator.reconcile.recipe;

import org.jspecify.annotations.NullMarked;
