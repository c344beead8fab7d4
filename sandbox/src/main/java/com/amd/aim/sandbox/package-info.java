/** Placeholder, replaced by each package's own description. */
@NullMarked
package com.amd.aim.sandbox;

import org.jspecify.annotations.NullMarked;
