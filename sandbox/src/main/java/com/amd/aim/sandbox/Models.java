package com.amd.aim.sandbox;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;
import com.amd.aim.sandbox.hub.HubAccess;
import com.amd.aim.sandbox.hub.TinyHub;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Fills the tiny hub with a made-up model for every repository that the catalogue names. */
public final class Models {

    /** Who has accepted the licence of every gated model. */
    static final String TOKEN = "hf_sandbox";

    private Models() {}

    /**
     * Starts the hub.
     *
     * @param port where it answers; 0 for any free port
     * @throws IOException when the port is taken
     */
    public static TinyHub hub(Catalog catalog, int port) throws IOException {
        TinyHub hub = TinyHub.start(port);
        List<Model> models = catalog.models().all();
        repositories(models).forEach(hub::add);
        models.stream().filter(Model::gated).forEach(model -> hub.restrict(model.id(), HubAccess.gated(TOKEN)));
        return hub;
    }

    /** Each once; what others publish of a gated model is not gated with it. */
    private static Stream<String> repositories(List<Model> models) {
        return models.stream()
                .flatMap(model -> Stream.concat(
                        Stream.of(model.id()), model.checkpoints().stream().map(Checkpoint::repository)))
                .distinct();
    }
}
