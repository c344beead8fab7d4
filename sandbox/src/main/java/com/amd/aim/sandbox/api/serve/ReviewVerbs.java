package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What am I allowed: everything, because nothing is enforced here; so it is no test of a role's rules, and the answer says so. */
final class ReviewVerbs {

    private static final String REASON = "the sandbox keeps RBAC objects but enforces none";

    private ReviewVerbs() {}

    static void answer(Target target, Call call) throws IOException {
        JsonNode body = RequestBody.tree(call);
        ObjectNode review = Json.object()
                .put("kind", target.type().kind())
                .put("apiVersion", target.type().apiVersion());
        review.putObject("metadata");
        review.set("spec", body.path("spec").isMissingNode() ? Json.object() : body.path("spec"));
        ObjectNode status = review.putObject("status");
        if (target.type().plural().equals("selfsubjectaccessreviews")) {
            status.put("allowed", true).put("reason", REASON);
        } else {
            rules(status);
        }
        call.json(201, review);
    }

    private static void rules(ObjectNode status) {
        ObjectNode resources = status.putArray("resourceRules").addObject();
        resources.putArray("verbs").add("*");
        resources.putArray("apiGroups").add("*");
        resources.putArray("resources").add("*");
        ObjectNode others = status.putArray("nonResourceRules").addObject();
        others.putArray("verbs").add("*");
        others.putArray("nonResourceURLs").add("*");
        status.put("incomplete", true).put("evaluationError", REASON);
    }
}
