/** Tables of the rules that {@code kube.patch} keeps. */
@NullMarked
package com.amd.aim.kube.patch;

import org.jspecify.annotations.NullMarked;
