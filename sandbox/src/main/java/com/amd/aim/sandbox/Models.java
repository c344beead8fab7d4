package com.amd.aim.sandbox;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.model.Model;
import com.amd.aim.sandbox.hub.HubAccess;
import com.amd.aim.sandbox.hub.TinyHub;
import java.io.IOException;

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
        for (Model model : catalog.models().all()) {
            add(hub, model.id(), model.gated());
            model.checkpoints().forEach(checkpoint -> add(hub, checkpoint.repository(), model.gated()));
        }
        return hub;
    }

    private static void add(TinyHub hub, String repository, boolean gated) {
        hub.add(repository);
        if (gated) {
            hub.restrict(repository, HubAccess.gated(TOKEN));
        }
    }
}
