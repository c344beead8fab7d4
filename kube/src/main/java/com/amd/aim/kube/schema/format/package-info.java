/** Formats of strings: those of OpenAPI that the API server checks, and names of Kubernetes. */
@NullMarked
package com.amd.aim.kube.schema.format;

import org.jspecify.annotations.NullMarked;
