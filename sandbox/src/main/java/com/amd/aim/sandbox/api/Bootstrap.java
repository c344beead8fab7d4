package com.amd.aim.sandbox.api;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an API server makes before anyone asks, where it is missing: the system's namespaces and its own service. */
final class Bootstrap {

    private Bootstrap() {}

    static void run(Store store, Kinds kinds, Writer writer) {
        ResourceType namespaces = kinds.builtIn("", "namespaces");
        ResourceType services = kinds.builtIn("", "services");
        for (String name : List.of("kube-system", "kube-public", "kube-node-lease", "default")) {
            ObjectNode namespace = Json.object();
            Meta.of(namespace).put("name", name);
            make(namespaces, new Key(namespaces.storage(), "", name), namespace, store, writer);
        }
        make(services, new Key(services.storage(), "default", "kubernetes"), self(), store, writer);
    }

    private static void make(ResourceType type, Key key, ObjectNode object, Store store, Writer writer) {
        if (store.get(key).isEmpty()) {
            writer.create(WriteRequest.internal(type, key, "", "apiserver"), object);
        }
    }

    /** The server's own service; its address leads nowhere. */
    private static ObjectNode self() {
        ObjectNode service = Json.object();
        ObjectNode labels = Meta.of(service).put("name", "kubernetes").putObject("labels");
        labels.put("component", "apiserver").put("provider", "kubernetes");
        ObjectNode spec = service.putObject("spec").put("clusterIP", "10.96.0.1");
        spec.putArray("ports").addObject().put("name", "https").put("port", 443);
        return service;
    }
}
