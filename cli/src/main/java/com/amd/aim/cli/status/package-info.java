/** What people are told of their services: where each stands, why, and what to do next. Pure, but for who watches. */
@NullMarked
package com.amd.aim.cli.status;

import org.jspecify.annotations.NullMarked;
