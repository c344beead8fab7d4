/** Placeholder, replaced by each package's own description. */
@NullMarked
package com.amd.aim.operator;

import org.jspecify.annotations.NullMarked;
