package com.amd.aim.sandbox.api;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an API server makes before anyone asks: the system's namespaces. */
final class Bootstrap {

    private Bootstrap() {}

    static void run(Kinds kinds, Writer writer) {
        ResourceType namespaces = kinds.builtIn("", "namespaces");
        for (String name : List.of("kube-system", "kube-public", "kube-node-lease", "default")) {
            ObjectNode namespace = Json.object();
            Meta.of(namespace).put("name", name);
            Key key = new Key(namespaces.storage(), "", name);
            writer.create(WriteRequest.internal(namespaces, key, "", "apiserver"), namespace);
        }
    }
}
