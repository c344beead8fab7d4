/** What the operator costs, beside the least that the same work can cost. */
@NullMarked
package com.amd.aim.bench;

import org.jspecify.annotations.NullMarked;
