/** What the operator serves over HTTP: liveness, readiness and metrics. */
@NullMarked
package com.amd.aim.operator.http;

import org.jspecify.annotations.NullMarked;
