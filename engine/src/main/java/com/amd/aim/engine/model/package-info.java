/** What a model is: its size, its shape, the checkpoints it is published as. */
@NullMarked
package com.amd.aim.engine.model;

import org.jspecify.annotations.NullMarked;
