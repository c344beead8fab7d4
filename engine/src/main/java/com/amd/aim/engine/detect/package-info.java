/**
 * Which GPUs this host or container has. The machine is reached through {@link com.amd.aim.engine.detect.Host} alone, so that a whole
 * detection runs from what another machine has printed.
 */
@NullMarked
package com.amd.aim.engine.detect;

import org.jspecify.annotations.NullMarked;
