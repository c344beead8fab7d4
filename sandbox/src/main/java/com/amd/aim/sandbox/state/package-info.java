/** What a sandbox keeps for as long as it runs, or finds again when it starts in the same directory. */
@NullMarked
package com.amd.aim.sandbox.state;

import org.jspecify.annotations.NullMarked;
