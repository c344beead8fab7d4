/** Whether a checkpoint fits the memory of the GPUs that are to hold it. */
@NullMarked
package com.amd.aim.engine.fit;

import org.jspecify.annotations.NullMarked;
