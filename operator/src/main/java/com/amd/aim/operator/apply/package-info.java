/** How objects are written: server-side apply, only when something differs, never against another applier. */
@NullMarked
package com.amd.aim.operator.apply;

import org.jspecify.annotations.NullMarked;
