/** The live demo: what is drawn, at any size, and what keys do. */
@NullMarked
package com.amd.aim.cli.live;

import org.jspecify.annotations.NullMarked;
