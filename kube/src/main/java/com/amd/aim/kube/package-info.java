/** Placeholder, replaced by each package's own description. */
@NullMarked
package com.amd.aim.kube;

import org.jspecify.annotations.NullMarked;
