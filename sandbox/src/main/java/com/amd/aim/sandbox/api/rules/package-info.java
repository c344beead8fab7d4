/** What is particular to each kind: defaults, what admission adds, what is refused. */
@NullMarked
package com.amd.aim.sandbox.api.rules;

import org.jspecify.annotations.NullMarked;
