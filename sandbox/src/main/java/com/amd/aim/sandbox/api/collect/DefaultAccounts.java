package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Sees to it that every namespace has the service account {@code default}. */
final class DefaultAccounts implements Chore {

    private static final String NAME = "default";

    private final Store store;
    private final Kinds kinds;
    private final Writer writer;

    DefaultAccounts(Store store, Kinds kinds, Writer writer) {
        this.store = store;
        this.kinds = kinds;
        this.writer = writer;
    }

    @Override
    public Collection<Key> concernedBy(Change change) {
        Key key = change.key();
        if (key.storage().equals("/namespaces") && change.before() == null) {
            return List.of(account(key.name()));
        }
        boolean lost = key.storage().equals("/serviceaccounts") && key.name().equals(NAME) && change.after() == null;
        return lost ? List.of(key) : List.of();
    }

    private static Key account(String namespace) {
        return new Key("/serviceaccounts", namespace, NAME);
    }

    @Override
    public void attend(Key key) {
        boolean wanted = store.get(new Key("/namespaces", "", key.namespace()))
                .filter(namespace -> !Meta.isBeingDeleted(namespace.tree()))
                .isPresent();
        if (!wanted || store.get(key).isPresent()) {
            return;
        }
        ResourceType type = kinds.builtIn("", "serviceaccounts");
        ObjectNode account = Json.object();
        Meta.of(account).put("name", NAME).put("namespace", key.namespace());
        writer.create(WriteRequest.internal(type, key, "", "kube-controller-manager"), account);
    }
}
