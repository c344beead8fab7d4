/** A way to serve a model: hardware, precision, and one engine start per GPU count. */
@NullMarked
package com.amd.aim.engine.recipe;

import org.jspecify.annotations.NullMarked;
