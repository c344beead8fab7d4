/** Which recipe serves a request on the GPUs that are there, and why every other candidate does not. */
@NullMarked
package com.amd.aim.engine.selection;

import org.jspecify.annotations.NullMarked;
