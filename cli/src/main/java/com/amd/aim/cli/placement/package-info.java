/** Which services would be placed where, each taking from what those before it have left. */
@NullMarked
package com.amd.aim.cli.placement;

import org.jspecify.annotations.NullMarked;
