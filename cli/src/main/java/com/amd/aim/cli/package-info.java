/** Placeholder, replaced by each package's own description. */
@NullMarked
package com.amd.aim.cli;

import org.jspecify.annotations.NullMarked;
