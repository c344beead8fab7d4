/**
 * The commands that containers run, written so that the same class runs in a real container and in a simulated one: what a container
 * gives a process comes in through {@link com.amd.aim.engine.command.ContainerEnvironment}.
 */
@NullMarked
package com.amd.aim.engine.command;

import org.jspecify.annotations.NullMarked;
