/** What the operator would apply, without a cluster: the operator's own code, on a cluster of values. */
@NullMarked
package com.amd.aim.cli.render;

import org.jspecify.annotations.NullMarked;
