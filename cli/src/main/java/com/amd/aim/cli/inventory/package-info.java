/** Which GPUs a command chooses among: those somebody writes down, those of a cluster, or those of this host. */
@NullMarked
package com.amd.aim.cli.inventory;

import org.jspecify.annotations.NullMarked;
