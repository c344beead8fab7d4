/** JSON values as Kubernetes sees them: numbers compared by value, and printed the way its messages print them. */
@NullMarked
package com.amd.aim.kube.value;

import org.jspecify.annotations.NullMarked;
