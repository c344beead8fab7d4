/** The three patch formats of the Kubernetes API: JSON patch, JSON merge patch and strategic merge patch. */
@NullMarked
package com.amd.aim.kube.patch;

import org.jspecify.annotations.NullMarked;
