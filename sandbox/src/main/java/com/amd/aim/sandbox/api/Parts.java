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
import com.amd.aim.sandbox.api.store.Journal;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.tables.Tables;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.Writer;
import java.time.InstantSource;

/** The server's parts, put together. */
record Parts(Store store, Kinds kinds, Housekeeper housekeeper, Router router) implements AutoCloseable {

    /** How many changes of each resource a watch may have missed. */
    private static final int PAST_KEPT = 10_000;

    static Parts assemble(InstantSource clock, Journal journal) {
        Store store = new Store(PAST_KEPT, journal);
        Kinds kinds = new Kinds();
        store.listen(change -> define(change, kinds, store));
        Tables tables = new Tables(clock);
        Writer writer = new Writer(store, new AllRules(store), clock);
        Deleter deleter = new Deleter(store, clock);
        Housekeeper housekeeper = Housekeeper.following(store, kinds, writer, deleter, clock);
        store.restore();
        housekeeper.start();
        Bootstrap.run(store, kinds, writer);
        Router router = new Router(
                kinds, store, tables, new InfoPaths(new Discovery(kinds), new OpenApi(kinds)), writer, deleter, clock);
        return new Parts(store, kinds, housekeeper, router);
    }

    @Override
    public void close() {
        housekeeper.close();
        router.close();
    }

    /** A definition is served from the moment it is kept. Whoever watches its objects begins again when it changes. */
    private static void define(Change change, Kinds kinds, Store store) {
        Stored before = change.before();
        Stored after = change.after();
        boolean same = before != null
                && after != null
                && before.tree().path("spec").equals(after.tree().path("spec"));
        if (same || !change.key().storage().equals("apiextensions.k8s.io/customresourcedefinitions")) {
            return;
        }
        if (after == null) {
            kinds.forget(change.key().name());
        } else {
            kinds.define(change.key().name(), Definitions.versions(after.tree()));
        }
        if (before != null) {
            store.endSubscriptions(Definitions.storage(before.tree()));
        }
    }
}
