/** A server's configuration in the forms in which people run it without the operator. */
@NullMarked
package com.amd.aim.cli.generate;

import org.jspecify.annotations.NullMarked;
