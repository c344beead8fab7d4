/** Generates the CustomResourceDefinitions in {@code crds/} from the records, and holds what is checked in to it. */
@NullMarked
package com.amd.aim.operator.crd;

import org.jspecify.annotations.NullMarked;
