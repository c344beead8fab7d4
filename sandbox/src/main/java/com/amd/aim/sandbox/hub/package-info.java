/**
 * A tiny model hub on loopback: the Hugging Face HTTP API over small generated models, with switches for what goes wrong on real networks
 * and counters of what was asked, so that downloads are real in tests and in the sandbox.
 */
@NullMarked
package com.amd.aim.sandbox.hub;

import org.jspecify.annotations.NullMarked;
