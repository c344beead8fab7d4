/** Request scripts that a sandbox and a real API server answer alike. */
@NullMarked
package com.amd.aim.sandbox.script;

import org.jspecify.annotations.NullMarked;
