/** The command {@code aim}: what people and containers type, and the one place where the parts are wired together. */
@NullMarked
package com.amd.aim.cli;

import org.jspecify.annotations.NullMarked;
