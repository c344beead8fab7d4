/** The structural schema of a custom resource as a tree of values, read once from its JSON. */
@NullMarked
package com.amd.aim.kube.schema.node;

import org.jspecify.annotations.NullMarked;
