/** What happens to an object on its way into the store: reading, defaults, admission, ownership, validation, deletion. Knows no HTTP. */
@NullMarked
package com.amd.aim.sandbox.api.write;

import org.jspecify.annotations.NullMarked;
