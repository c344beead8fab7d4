/** How a serving engine is started: its arguments, its defaults, its releases. */
@NullMarked
package com.amd.aim.engine.backend;

import org.jspecify.annotations.NullMarked;
