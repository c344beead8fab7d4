/**
 * Plays the kubelets of simulated AMD GPU nodes: a plain client of any Kubernetes API that registers nodes, runs the
 * pods bound to them as programs of this machine, probes
 * them and reports their status.
 */
@NullMarked
package com.amd.aim.sandbox.kubelet;

import org.jspecify.annotations.NullMarked;
