/** {@code aim sandbox}: a simulated cluster that stays until it is stopped, and what can be made to go wrong in it. */
@NullMarked
package com.amd.aim.cli.sandbox;

import org.jspecify.annotations.NullMarked;
