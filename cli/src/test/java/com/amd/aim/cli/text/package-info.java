/** What commands print. */
@NullMarked
package com.amd.aim.cli.text;

import org.jspecify.annotations.NullMarked;
