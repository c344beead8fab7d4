/** A real control plane, the operator as a process in it, and what tests do with both. */
@NullMarked
package com.amd.aim.e2e.world;

import org.jspecify.annotations.NullMarked;
