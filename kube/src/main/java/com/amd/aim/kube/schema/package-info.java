/** Structural schemas of custom resources: defaulting, pruning, validation with CEL, and the check of a CRD itself. */
@NullMarked
package com.amd.aim.kube.schema;

import org.jspecify.annotations.NullMarked;
