/** Which resources the server knows: the table of built-in kinds, and the custom ones that come and go with their definitions. */
@NullMarked
package com.amd.aim.sandbox.api.kinds;

import org.jspecify.annotations.NullMarked;
