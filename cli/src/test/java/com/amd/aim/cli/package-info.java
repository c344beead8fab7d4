/** Tests of the command line as a whole, of the launcher, and of the boundaries that only this module sees all sides of. */
@NullMarked
package com.amd.aim.cli;

import org.jspecify.annotations.NullMarked;
