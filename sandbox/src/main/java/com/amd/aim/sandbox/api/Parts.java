package com.amd.aim.sandbox.api;

import com.amd.aim.sandbox.api.collect.Housekeeper;
import com.amd.aim.sandbox.api.discovery.Discovery;
import com.amd.aim.sandbox.api.discovery.OpenApi;
import com.amd.aim.sandbox.api.kinds.Definitions;
import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.rules.AllRules;
import com.amd.aim.sandbox.api.serve.InfoPaths;
import com.amd.aim.sandbox.api.serve.Router;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.tables.Tables;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.Writer;
import java.time.InstantSource;

/** The server's parts, put together. */
record Parts(Store store, Kinds kinds, Housekeeper housekeeper, Router router) implements AutoCloseable {

    /** How many changes of each resource a watch may have missed. */
    private static final int PAST_KEPT = 10_000;

    static Parts assemble(InstantSource clock) {
        Store store = new Store(PAST_KEPT);
        Kinds kinds = new Kinds();
        store.listen(change -> define(change, kinds));
        Tables tables = new Tables(clock);
        Writer writer = new Writer(store, new AllRules(store), clock);
        Deleter deleter = new Deleter(store, clock);
        Housekeeper housekeeper = Housekeeper.start(store, kinds, writer, deleter);
        Bootstrap.run(kinds, writer);
        Router router = new Router(
                kinds, store, tables, new InfoPaths(new Discovery(kinds), new OpenApi(kinds)), writer, deleter, clock);
        return new Parts(store, kinds, housekeeper, router);
    }

    @Override
    public void close() {
        housekeeper.close();
        router.close();
    }

    /** A definition is served from the moment it is kept. */
    private static void define(Change change, Kinds kinds) {
        if (!change.key().storage().equals("apiextensions.k8s.io/customresourcedefinitions")) {
            return;
        }
        if (change.after() == null) {
            kinds.forget(change.key().name());
        } else {
            kinds.define(
                    change.key().name(), Definitions.versions(change.after().tree()));
        }
    }
}
