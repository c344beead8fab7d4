/** Tables of the rules that {@code kube.fields} keeps. */
@NullMarked
package com.amd.aim.kube.fields;

import org.jspecify.annotations.NullMarked;
