/** What only a real API server can show. */
@NullMarked
package com.amd.aim.e2e;

import org.jspecify.annotations.NullMarked;
