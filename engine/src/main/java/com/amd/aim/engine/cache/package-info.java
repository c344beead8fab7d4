/**
 * A model's files on disk: asking the hub what a model consists of, downloading it so that a killed process loses nothing, and
 * saying whether a cache directory holds a model completely.
 */
@NullMarked
package com.amd.aim.engine.cache;

import org.jspecify.annotations.NullMarked;
