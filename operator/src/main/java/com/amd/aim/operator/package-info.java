/** The operator: wires views, planners, renderers and reconcilers to a Kubernetes API. */
@NullMarked
package com.amd.aim.operator;

import org.jspecify.annotations.NullMarked;
