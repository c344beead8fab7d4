/** Tables of the rules that {@code kube.value} keeps. */
@NullMarked
package com.amd.aim.kube.value;

import org.jspecify.annotations.NullMarked;
