/** Runs what containers of the {@code aim} image run, inside this process, for pods that are simulated. */
@NullMarked
package com.amd.aim.cli.container;

import org.jspecify.annotations.NullMarked;
