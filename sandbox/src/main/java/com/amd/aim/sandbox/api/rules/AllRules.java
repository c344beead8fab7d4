package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.write.Rules;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of all kinds: those of custom resources come from their schema, those of built-in kinds from the classes beside this one. */
public final class AllRules implements Rules {

    private final Store store;

    public AllRules(Store store) {
        this.store = store;
    }

    @Override
    public ObjectNode withDefaults(WriteRequest request, ObjectNode object) {
        CustomVersion custom = request.type().custom();
        return custom == null ? object : (ObjectNode) custom.schema().withDefaults(object);
    }

    @Override
    public ObjectNode admit(WriteRequest request, ObjectNode object, @Nullable ObjectNode old) {
        if (old == null && request.type().namespaced()) {
            requireNamespace(request, object);
        }
        return object;
    }

    @Override
    public List<Cause> problems(WriteRequest request, ObjectNode object, @Nullable ObjectNode old) {
        List<Cause> causes = new ArrayList<>();
        if (old == null) {
            causes.addAll(Names.problems(request.type(), object));
        }
        CustomVersion custom = request.type().custom();
        if (custom != null) {
            custom.schema()
                    .validate(object, old)
                    .forEach(error -> causes.add(new Cause(error.kind().reason(), error.message(), error.path())));
        }
        return causes;
    }

    private void requireNamespace(WriteRequest request, ObjectNode object) {
        String name = request.namespace();
        Stored namespace = store.get(new Key("/namespaces", "", name))
                .orElseThrow(() -> ApiFailure.notFound("", "namespaces", name));
        if (Json.text(namespace.tree(), "status", "phase").equals("Terminating")) {
            throw ApiFailure.forbidden(
                    request.type().group(),
                    request.type().plural(),
                    Meta.name(object),
                    "unable to create new content in namespace " + name + " because it is being terminated",
                    new Cause(
                            "NamespaceTerminating",
                            "namespace " + name + " is being terminated",
                            "metadata.namespace"));
        }
    }
}
