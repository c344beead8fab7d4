/** Kubernetes manifests that commands are given in files. */
@NullMarked
package com.amd.aim.cli.manifest;

import org.jspecify.annotations.NullMarked;
