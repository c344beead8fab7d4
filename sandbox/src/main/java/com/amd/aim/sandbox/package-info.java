/** A whole small cluster in one process: API server, controllers, simulated GPU nodes and a tiny model hub. */
@NullMarked
package com.amd.aim.sandbox;

import org.jspecify.annotations.NullMarked;
