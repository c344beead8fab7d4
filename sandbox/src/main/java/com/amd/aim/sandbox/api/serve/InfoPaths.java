package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.discovery.Discovery;
import com.amd.aim.sandbox.api.discovery.OpenApi;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Paths that tell about the server itself: health, version, discovery. */
public final class InfoPaths {

    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /** Groups that a client may look for, and why they are not there. */
    private static final Map<String, String> ABSENT = Map.of(
            "admissionregistration.k8s.io",
            "the sandbox calls no admission webhooks and keeps no admission policies",
            "autoscaling",
            "the sandbox simulates no autoscalers");

    private final Discovery discovery;
    private final OpenApi openApi;

    public InfoPaths(Discovery discovery, OpenApi openApi) {
        this.discovery = discovery;
        this.openApi = openApi;
    }

    void answer(Call call) throws IOException {
        List<String> path = call.segments();
        if (path.isEmpty()) {
            call.json(200, index());
            return;
        }
        switch (path.getFirst()) {
            case "livez", "readyz", "healthz" -> call.text(200, "ok");
            case "version" -> call.json(200, version());
            case "api" -> core(call, path);
            case "apis" -> groups(call, path);
            case "openapi" -> openApi(call, path);
            default -> notFound(call);
        }
    }

    private void openApi(Call call, List<String> path) throws IOException {
        String which = String.join("/", path.subList(1, path.size()));
        switch (which) {
            case "v2" -> {
                if (!call.header("Accept").contains("json")
                        && !call.header("Accept").contains("*/*")) {
                    throw ApiFailure.of(
                            406, "NotAcceptable", "only the following media types are accepted: application/json");
                }
                call.json(200, openApi.version2());
            }
            case "v3" -> call.send(200, "text/plain; charset=utf-8", Json.bytes(openApi.index()));
            default -> {
                Optional<ObjectNode> document =
                        which.startsWith("v3/") ? openApi.document(which.substring(3)) : Optional.empty();
                if (document.isPresent()) {
                    call.json(200, document.get());
                } else {
                    call.send(404, null, new byte[0]);
                }
            }
        }
    }

    private void core(Call call, List<String> path) throws IOException {
        if (path.size() == 1) {
            if (wantsAggregated(call)) {
                call.send(200, AGGREGATED, Json.bytes(discovery.aggregated(true)));
            } else {
                call.json(200, discovery.coreVersions(call.header("Host")));
            }
        } else {
            resources(call, "", path.get(1), path.size() == 2);
        }
    }

    private void groups(Call call, List<String> path) throws IOException {
        switch (path.size()) {
            case 1 -> {
                if (wantsAggregated(call)) {
                    call.send(200, AGGREGATED, Json.bytes(discovery.aggregated(false)));
                } else {
                    call.json(200, discovery.groups());
                }
            }
            case 2 -> {
                Optional<ObjectNode> group = discovery.group(path.get(1));
                if (group.isPresent()) {
                    call.json(200, group.get());
                } else {
                    notFound(call);
                }
            }
            default -> resources(call, path.get(1), path.get(2), path.size() == 3);
        }
    }

    private void resources(Call call, String group, String version, boolean list) throws IOException {
        String absent = ABSENT.get(group);
        if (absent != null) {
            throw ApiFailure.of(404, "NotFound", absent, Json.object());
        }
        Optional<ObjectNode> resources = discovery.resources(group, version);
        // an unknown group is custom too
        if ((!list || resources.isEmpty()) && discovery.isCustom(group)) {
            notFound(call);
            return;
        }
        if (!list || resources.isEmpty()) {
            throw ApiFailure.noSuchResource();
        }
        call.json(200, resources.get());
    }

    private static boolean wantsAggregated(Call call) {
        String accept = call.header("Accept").replace(" ", "");
        return accept.contains("as=APIGroupDiscoveryList") && accept.contains("v=v2;");
    }

    static void notFound(Call call) throws IOException {
        call.text(404, "404 page not found\n");
    }

    private static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "36")
                .put("gitVersion", "v1.36.3+aim-sandbox")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "")
                .put("platform", "java/" + Runtime.version().feature());
    }

    private static ObjectNode index() {
        ObjectNode index = Json.object();
        List.of("/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v3", "/readyz", "/version")
                .forEach(index.withArray("paths")::add);
        return index;
    }
}
