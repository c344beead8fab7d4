/** Kubernetes' protobuf form of objects, read into JSON trees: kubectl sends what it makes itself that way. */
@NullMarked
package com.amd.aim.sandbox.api.wire;

import org.jspecify.annotations.NullMarked;
