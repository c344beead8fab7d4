package com.amd.aim.engine.backend;

import com.amd.aim.engine.model.HubSource;
import com.amd.aim.engine.recipe.Arguments;

/**
 * What one engine is started with.
 *
 * @param weights the checkpoint
 * @param servedModelName what clients name in requests
 * @param port to listen on
 * @param arguments complete
 * @param release whose parser reads them
 */
public record ServeCommand(
        HubSource weights, String servedModelName, int port, Arguments arguments, EngineRelease release) {}
