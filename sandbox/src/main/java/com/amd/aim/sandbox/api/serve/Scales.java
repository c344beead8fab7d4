package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.CustomVersion.ScalePaths;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.LabelSelector;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/** Between an object and its {@code autoscaling/v1} Scale. */
final class Scales {

    private static final ScalePaths BUILT_IN = new ScalePaths(".spec.replicas", ".status.replicas", null);

    private Scales() {}

    /** The scale of an object. */
    static ObjectNode of(ResourceType type, ObjectNode object) {
        ScalePaths paths = paths(type);
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            if (object.path("metadata").has(field)) {
                metadata.set(field, object.path("metadata").get(field));
            }
        }
        long wanted = Json.number(object, 0, steps(paths.spec()));
        ObjectNode spec = scale.putObject("spec");
        if (wanted != 0) {
            spec.put("replicas", wanted);
        }
        ObjectNode status = scale.putObject("status").put("replicas", Json.number(object, 0, steps(paths.status())));
        String selector = selector(type, paths, object);
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return scale;
    }

    private static String selector(ResourceType type, ScalePaths paths, ObjectNode object) {
        if (type.custom() == null) {
            return LabelSelector.text(object.path("spec").path("selector"));
        }
        String path = paths.labelSelector();
        return path == null ? "" : Json.text(object, steps(path));
    }

    /** A copy of the object with as many replicas as the scale wants. */
    static ObjectNode applied(ResourceType type, ObjectNode object, JsonNode scale) {
        long replicas = Json.number(scale, 0, "spec", "replicas");
        // a custom resource is judged as a whole
        if (replicas < 0 && type.custom() == null) {
            throw ApiFailure.invalid(
                    "autoscaling",
                    "Scale",
                    Meta.name(object),
                    List.of(new ApiFailure.Cause(
                            "FieldValueInvalid",
                            "Invalid value: " + replicas + ": must be greater than or equal to 0",
                            "spec.replicas")));
        }
        ObjectNode next = object.deepCopy();
        set(next, paths(type).spec(), replicas);
        String version = Meta.resourceVersion(scale);
        if (!version.isEmpty()) {
            Meta.of(next).put("resourceVersion", version);
        }
        return next;
    }

    /** What a manager applies to the object who applies this scale. */
    static ObjectNode configuration(ResourceType type, String name, JsonNode scale) {
        ObjectNode object = Json.object().put("apiVersion", type.apiVersion()).put("kind", type.kind());
        Meta.of(object).put("name", name);
        set(object, paths(type).spec(), Json.number(scale, 0, "spec", "replicas"));
        return object;
    }

    private static void set(ObjectNode object, String path, long value) {
        String[] steps = steps(path);
        ObjectNode at = object;
        for (int i = 0; i < steps.length - 1; i++) {
            at = Json.child(at, steps[i]);
        }
        at.put(steps[steps.length - 1], value);
    }

    private static ScalePaths paths(ResourceType type) {
        CustomVersion custom = type.custom();
        return custom == null ? BUILT_IN : Objects.requireNonNull(custom.scale());
    }

    private static String[] steps(String path) {
        return path.substring(1).split("\\.");
    }
}
