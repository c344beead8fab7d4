/** Nodes that somebody writes down. */
@NullMarked
package com.amd.aim.cli.inventory;

import org.jspecify.annotations.NullMarked;
