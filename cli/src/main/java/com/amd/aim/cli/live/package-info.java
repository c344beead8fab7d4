/** The demo that stays: what there is to see, how it is laid out on a terminal of any size, and the terminal itself. */
@NullMarked
package com.amd.aim.cli.live;

import org.jspecify.annotations.NullMarked;
