/** How commands lay out what they print. */
@NullMarked
package com.amd.aim.cli.text;

import org.jspecify.annotations.NullMarked;
