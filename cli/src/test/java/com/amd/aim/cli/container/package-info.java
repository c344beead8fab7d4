/** Simulated containers, with a real hub to download from. */
@NullMarked
package com.amd.aim.cli.container;

import org.jspecify.annotations.NullMarked;
