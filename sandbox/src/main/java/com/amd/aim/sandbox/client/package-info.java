/** What controllers and simulated nodes share as ordinary clients of a Kubernetes API: a client that ends promptly, a work queue, events. */
@NullMarked
package com.amd.aim.sandbox.client;

import org.jspecify.annotations.NullMarked;
