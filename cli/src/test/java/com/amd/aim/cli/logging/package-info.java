/** Log lines as people and collectors see them. */
@NullMarked
package com.amd.aim.cli.logging;

import org.jspecify.annotations.NullMarked;
