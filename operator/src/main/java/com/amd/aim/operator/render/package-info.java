/**
 * From decisions to Kubernetes objects: pure builders, no text templates. The same input always gives the same object, in the form
 * the API server stores it, so that what has not changed is not written again.
 */
@NullMarked
package com.amd.aim.operator.render;

import org.jspecify.annotations.NullMarked;
