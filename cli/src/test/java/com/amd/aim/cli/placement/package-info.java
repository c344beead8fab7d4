/** What people are told of their services. */
@NullMarked
package com.amd.aim.cli.placement;

import org.jspecify.annotations.NullMarked;
