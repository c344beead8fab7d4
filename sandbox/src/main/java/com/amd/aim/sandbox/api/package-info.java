/**
 * An in-memory Kubernetes API on loopback: what clients see of a cluster, without the controllers and nodes that make things happen in it.
 */
@NullMarked
package com.amd.aim.sandbox.api;

import org.jspecify.annotations.NullMarked;
