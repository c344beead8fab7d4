/** Tables of the rules that {@code kube.schema} keeps. */
@NullMarked
package com.amd.aim.kube.schema;

import org.jspecify.annotations.NullMarked;
