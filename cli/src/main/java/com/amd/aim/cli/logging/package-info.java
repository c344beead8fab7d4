/** How log lines look: one line for people, one JSON object for machines, never a secret in either. */
@NullMarked
package com.amd.aim.cli.logging;

import org.jspecify.annotations.NullMarked;
