package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The columns of pods, whose status is told by their containers. */
final class PodColumns {

    private PodColumns() {}

    static List<Column> columns() {
        return List.of(
                Columns.name(),
                Columns.text("Ready", PodColumns::ready),
                Columns.text("Status", PodColumns::status),
                Columns.timed("Restarts", 0, PodColumns::restarts),
                Columns.age(),
                Columns.wide("IP", pod -> Columns.orNone(Json.text(pod, "status", "podIP"))),
                Columns.wide("Node", pod -> Columns.orNone(Json.text(pod, "spec", "nodeName"))),
                Columns.wide("Nominated Node", pod -> Columns.orNone(Json.text(pod, "status", "nominatedNodeName"))),
                Columns.wide("Readiness Gates", _ -> Columns.NONE));
    }

    private static String ready(ObjectNode pod) {
        long ready = Json.items(pod, "status", "containerStatuses").stream()
                .filter(status ->
                        status.path("ready").asBoolean() && status.path("state").has("running"))
                .count();
        return ready + "/" + Json.items(pod, "spec", "containers").size();
    }

    private static String status(ObjectNode pod) {
        String phase = Json.text(pod, "status", "phase");
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        if (Meta.isBeingDeleted(pod) && !over) {
            return "Terminating";
        }
        String given = Json.text(pod, "status", "reason");
        String reason = given.isEmpty() ? phase : given;
        String initialising = initialising(pod);
        if (!initialising.isEmpty() && !Columns.has(pod, "Initialized")) {
            return initialising;
        }
        return running(pod, reason);
    }

    /** How far the init containers are; "" when they are done. */
    private static String initialising(ObjectNode pod) {
        int index = 0;
        for (JsonNode status : Json.items(pod, "status", "initContainerStatuses")) {
            JsonNode ended = status.path("state").path("terminated");
            String waiting = Json.text(status, "state", "waiting", "reason");
            if (ended.isObject() && ended.path("exitCode").asInt() != 0) {
                String reason = Json.text(ended, "reason");
                return "Init:"
                        + (reason.isEmpty()
                                ? "ExitCode:" + ended.path("exitCode").asInt()
                                : reason);
            }
            if (!ended.isObject()) {
                boolean plain = waiting.isEmpty() || waiting.equals("PodInitializing");
                return "Init:"
                        + (plain
                                ? index + "/"
                                        + Json.items(pod, "spec", "initContainers")
                                                .size()
                                : waiting);
            }
            index++;
        }
        return "";
    }

    private static String running(ObjectNode pod, String phase) {
        String reason = phase;
        String error = "";
        boolean running = false;
        for (JsonNode status : Json.items(pod, "status", "containerStatuses").reversed()) {
            String waiting = Json.text(status, "state", "waiting", "reason");
            JsonNode ended = status.path("state").path("terminated");
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (ended.isObject()) {
                String given = Json.text(ended, "reason");
                reason = given.isEmpty() ? "ExitCode:" + ended.path("exitCode").asInt() : given;
                error = ended.path("exitCode").asInt() == 0 ? error : reason;
            } else {
                running |= status.path("ready").asBoolean();
            }
        }
        if (!reason.equals("Completed")) {
            return reason;
        }
        return running && Columns.has(pod, "Ready")
                ? "Running"
                : !error.isEmpty() ? error : running ? "NotReady" : reason;
    }

    private static String restarts(ObjectNode pod, Instant now) {
        long restarts = 0;
        String last = "";
        for (JsonNode status : Json.items(pod, "status", "containerStatuses")) {
            restarts += Json.number(status, 0, "restartCount");
            String ended = Json.text(status, "lastState", "terminated", "finishedAt");
            last = ended.compareTo(last) > 0 ? ended : last;
        }
        return restarts == 0 || last.isEmpty()
                ? Long.toString(restarts)
                : restarts + " (" + Ages.since(last, now) + " ago)";
    }
}
