/** Placeholder, replaced by each package's own description. */
@NullMarked
package com.amd.aim.engine;

import org.jspecify.annotations.NullMarked;
