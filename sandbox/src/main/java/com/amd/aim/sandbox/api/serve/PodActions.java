package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.write.DeleteOptions;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;

/** What is done with pods by posting to them: binding to a node, eviction. */
final class PodActions {

    private final Writer writer;
    private final Deleter deleter;
    private final InstantSource clock;

    PodActions(Writer writer, Deleter deleter, InstantSource clock) {
        this.writer = writer;
        this.deleter = deleter;
        this.clock = clock;
    }

    /** Gives a pod its node. */
    void bind(Target target, Call call) throws IOException {
        requirePost(call);
        JsonNode binding = RequestBody.tree(call);
        String node = Json.text(binding, "target", "name");
        if (node.isEmpty()) {
            throw ApiFailure.invalid(
                    "",
                    "Binding",
                    target.named(),
                    java.util.List.of(new ApiFailure.Cause("FieldValueRequired", "Required value", "target.name")));
        }
        writer.assign(WriteOptions.of(target, call), pod -> bound(target.type(), pod, node));
        call.json(201, success());
    }

    private ObjectNode bound(ResourceType type, ObjectNode pod, String node) {
        String name = Meta.name(pod);
        if (Meta.isBeingDeleted(pod)) {
            throw conflict(type, name, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        String assigned = Json.text(pod, "spec", "nodeName");
        if (!assigned.isEmpty()) {
            throw conflict(type, name, "pod " + name + " is already assigned to node \"" + assigned + "\"");
        }
        ObjectNode next = pod.deepCopy();
        Json.child(next, "spec").put("nodeName", node);
        ObjectNode status = Json.child(next, "status");
        ArrayNode conditions = status.putArray("conditions");
        Json.items(pod, "status", "conditions").stream()
                .filter(condition -> !Json.text(condition, "type").equals("PodScheduled"))
                .forEach(conditions::add);
        conditions
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "True")
                .putNull("lastProbeTime")
                .put("lastTransitionTime", Meta.time(clock.instant()));
        return next;
    }

    private static ApiFailure conflict(ResourceType type, String name, String why) {
        return ApiFailure.conflict(type.group(), "pods/binding", name, why);
    }

    /** Deletes a pod as its node's drain would; disruption budgets are not looked at. */
    void evict(Target target, Call call) throws IOException {
        requirePost(call);
        JsonNode eviction = RequestBody.tree(call);
        JsonNode grace = Json.at(eviction, "deleteOptions", "gracePeriodSeconds");
        WriteRequest request = WriteOptions.of(target, call);
        deleter.delete(request, new DeleteOptions(grace == null ? null : grace.asLong(), null, null, null));
        call.json(201, success());
    }

    private static void requirePost(Call call) {
        if (!call.method().equals("POST")) {
            throw Router.methodNotAllowed();
        }
    }

    private static ObjectNode success() {
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success").put("code", 201);
    }
}
