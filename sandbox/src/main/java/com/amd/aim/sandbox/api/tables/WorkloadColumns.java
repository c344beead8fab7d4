package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The columns of what makes pods. */
final class WorkloadColumns {

    private static final List<String> JOB_STATES = List.of("Suspended", "FailureTarget", "SuccessCriteriaMet");

    private WorkloadColumns() {}

    static List<Column> deployments() {
        return withTemplate(
                Columns.name(),
                Columns.text(
                        "Ready",
                        object -> Json.number(object, 0, "status", "readyReplicas") + "/"
                                + Json.number(object, 0, "spec", "replicas")),
                Columns.text(
                        "Up-to-date", object -> Long.toString(Json.number(object, 0, "status", "updatedReplicas"))),
                Columns.text(
                        "Available", object -> Long.toString(Json.number(object, 0, "status", "availableReplicas"))),
                Columns.age());
    }

    static List<Column> replicaSets() {
        return withTemplate(
                Columns.name(),
                Columns.number("Desired", "spec", "replicas"),
                Columns.number("Current", "status", "replicas"),
                Columns.number("Ready", "status", "readyReplicas"),
                Columns.age());
    }

    static List<Column> jobs() {
        return withTemplate(
                Columns.name(),
                Columns.text("Status", WorkloadColumns::status),
                Columns.text("Completions", WorkloadColumns::completions),
                Columns.timed("Duration", 0, WorkloadColumns::duration),
                Columns.age());
    }

    private static List<Column> withTemplate(Column... columns) {
        List<Column> all = new ArrayList<>(List.of(columns));
        all.addAll(Columns.template());
        return List.copyOf(all);
    }

    private static String status(ObjectNode job) {
        if (Columns.has(job, "Complete")) {
            return "Complete";
        }
        if (Columns.has(job, "Failed")) {
            return "Failed";
        }
        if (Meta.isBeingDeleted(job)) {
            return "Terminating";
        }
        return JOB_STATES.stream()
                .filter(state -> Columns.has(job, state))
                .findFirst()
                .orElse("Running");
    }

    private static String completions(ObjectNode job) {
        long done = Json.number(job, 0, "status", "succeeded");
        if (Json.at(job, "spec", "completions") != null) {
            return done + "/" + Json.number(job, 1, "spec", "completions");
        }
        long parallel = Json.number(job, 1, "spec", "parallelism");
        return done + "/1" + (parallel > 1 ? " of " + parallel : "");
    }

    private static String duration(ObjectNode job, Instant now) {
        String start = Json.text(job, "status", "startTime");
        if (start.isEmpty()) {
            return "";
        }
        String end = Json.text(job, "status", "completionTime");
        return Ages.human(Duration.between(Instant.parse(start), end.isEmpty() ? now : Instant.parse(end)));
    }
}
