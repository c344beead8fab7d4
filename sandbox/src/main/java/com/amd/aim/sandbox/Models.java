package com.amd.aim.sandbox;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.model.Model;
import com.amd.aim.sandbox.hub.HubAccess;
import com.amd.aim.sandbox.hub.TinyHub;
import java.io.IOException;

/** Fills the tiny hub with a made-up model for every repository that the catalogue names. */
final class Models {

    /** Who has accepted the licence of every gated model. */
    static final String TOKEN = "hf_sandbox";

    private Models() {}

    static TinyHub hub(Catalog catalog) throws IOException {
        TinyHub hub = TinyHub.start();
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
