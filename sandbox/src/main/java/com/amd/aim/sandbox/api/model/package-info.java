/** The words of the Kubernetes API: refusals as Status objects, an object's metadata, selectors, quantities. Values only. */
@NullMarked
package com.amd.aim.sandbox.api.model;

import org.jspecify.annotations.NullMarked;
