/** What people are told of their services. */
@NullMarked
package com.amd.aim.cli.status;

import org.jspecify.annotations.NullMarked;
