/** From a choice to what runs: command, environment, resources, start-up budget. */
@NullMarked
package com.amd.aim.engine.config;

import org.jspecify.annotations.NullMarked;
