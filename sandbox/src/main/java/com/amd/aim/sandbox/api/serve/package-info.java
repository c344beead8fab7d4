/** The HTTP side: which request asks for what, and the verbs that answer it from the store under the rules. */
@NullMarked
package com.amd.aim.sandbox.api.serve;

import org.jspecify.annotations.NullMarked;
