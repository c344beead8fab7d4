/** {@code aim demo}: a simulated cluster, the operator in it, and the examples, from manifest to answer. */
@NullMarked
package com.amd.aim.cli.demo;

import org.jspecify.annotations.NullMarked;
