/** A cluster with the operator in it, for tests of whole reconciles. */
@NullMarked
package com.amd.aim.operator.harness;

import org.jspecify.annotations.NullMarked;
