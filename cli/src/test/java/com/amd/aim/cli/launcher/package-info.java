/** The launcher {@code ./aim}, run in copies of a tree with stand-ins for Maven and Java, so that each case takes milliseconds. */
@NullMarked
package com.amd.aim.cli.launcher;

import org.jspecify.annotations.NullMarked;
