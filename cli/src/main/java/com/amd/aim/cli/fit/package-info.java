/** Whether a model fits GPUs, and what is left, for people and programs. */
@NullMarked
package com.amd.aim.cli.fit;

import org.jspecify.annotations.NullMarked;
