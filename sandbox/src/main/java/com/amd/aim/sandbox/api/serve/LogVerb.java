package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.PodLogs;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code kubectl logs}: what the pod itself tells first, then the lines that its node keeps. */
final class LogVerb {

    private final InstantSource clock;
    private volatile @Nullable PodLogs logs;

    LogVerb(InstantSource clock) {
        this.clock = clock;
    }

    void source(PodLogs source) {
        logs = source;
    }

    void answer(ObjectNode pod, Call call) throws IOException {
        String container = container(pod, call.query("container"));
        if (Json.text(pod, "spec", "nodeName").isEmpty()) {
            call.text(200, "");
            return;
        }
        boolean previous = call.flag("previous");
        requireStarted(pod, container, previous);
        PodLogs source = logs;
        if (source == null) {
            throw ApiFailure.notImplemented("No node of this sandbox keeps the output of containers.");
        }
        PodLogs.Query query = new PodLogs.Query(
                Meta.namespace(pod),
                Meta.name(pod),
                Meta.uid(pod),
                container,
                previous,
                call.flag("follow"),
                tail(call),
                since(call));
        send(source, query, call);
    }

    private static void send(PodLogs source, PodLogs.Query query, Call call) throws IOException {
        boolean timestamps = call.flag("timestamps");
        long limit = number(call, "limitBytes", Long.MAX_VALUE);
        try (OutputStream out = call.stream(200, "text/plain")) {
            long[] left = {limit};
            source.read(query, (written, text) -> {
                byte[] line = ((timestamps ? written + " " : "") + text + "\n").getBytes(StandardCharsets.UTF_8);
                int length = (int) Math.min(line.length, left[0]);
                out.write(line, 0, length);
                left[0] -= length;
                if (query.follow()) {
                    out.flush();
                }
                if (left[0] == 0) {
                    throw new LimitReached();
                }
            });
        } catch (LimitReached enough) {
            // the client has what it asked for
        }
    }

    private static final class LimitReached extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static String container(ObjectNode pod, String asked) {
        List<String> names = new ArrayList<>();
        for (String list : List.of("containers", "initContainers")) {
            pod.path("spec").path(list).forEach(container -> names.add(Json.text(container, "name")));
        }
        if (!asked.isEmpty()) {
            if (names.contains(asked)) {
                return asked;
            }
            throw ApiFailure.badRequest("container " + asked + " is not valid for pod " + Meta.name(pod));
        }
        int own = pod.path("spec").path("containers").size();
        if (own == 1) {
            return names.getFirst();
        }
        throw ApiFailure.badRequest("a container name must be specified for pod " + Meta.name(pod)
                + ", choose one of: [" + String.join(" ", names.subList(0, own)) + "]");
    }

    private static void requireStarted(ObjectNode pod, String container, boolean previous) {
        for (String list : List.of("containerStatuses", "initContainerStatuses")) {
            for (JsonNode status : Json.items(pod, "status", list)) {
                if (Json.text(status, "name").equals(container)) {
                    requireStarted(pod, container, status, previous);
                }
            }
        }
    }

    private static void requireStarted(ObjectNode pod, String container, JsonNode status, boolean previous) {
        boolean ended = Json.at(status, "lastState", "terminated") != null;
        if (previous && !ended) {
            throw ApiFailure.badRequest(
                    "previous terminated container \"" + container + "\" in pod \"" + Meta.name(pod) + "\" not found");
        }
        if (!previous && !ended && Json.at(status, "state", "waiting") != null) {
            throw ApiFailure.badRequest("container \"" + container + "\" in pod \"" + Meta.name(pod)
                    + "\" is waiting to start: " + Json.text(status, "state", "waiting", "reason"));
        }
    }

    private static OptionalInt tail(Call call) {
        long lines = number(call, "tailLines", -1);
        return lines < 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(lines, Integer.MAX_VALUE));
    }

    private @Nullable Instant since(Call call) {
        String time = call.query("sinceTime");
        long seconds = number(call, "sinceSeconds", 0);
        if (seconds > 0) {
            return clock.instant().minusSeconds(seconds);
        }
        return time.isEmpty() ? null : Instant.parse(time);
    }

    private static long number(Call call, String name, long otherwise) {
        try {
            return call.query(name).isEmpty() ? otherwise : Long.parseLong(call.query(name));
        } catch (NumberFormatException noNumber) {
            throw ApiFailure.badRequest(name + " must be a whole number, but is \"" + call.query(name) + "\"");
        }
    }
}
