/** The demo, and that the examples it applies are sound. */
@NullMarked
package com.amd.aim.cli.demo;

import org.jspecify.annotations.NullMarked;
