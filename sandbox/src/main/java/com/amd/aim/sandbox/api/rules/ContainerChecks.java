package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a container must be. */
final class ContainerChecks {

    private static final Pattern ENV_NAME = Pattern.compile("[ -<>-~]+");
    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> MESSAGE_POLICIES = List.of("FallbackToLogsOnError", "File");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

    private final Problems problems;
    private final Set<String> volumes;

    /** @param volumes names of the pod's volumes */
    ContainerChecks(Problems problems, Set<String> volumes) {
        this.problems = problems;
        this.volumes = volumes;
    }

    void check(JsonNode container, String field) {
        if (Json.text(container, "image").isEmpty()) {
            problems.required(field + ".image");
        }
        ports(container, field + ".ports");
        env(container, field + ".env");
        mounts(container, field + ".volumeMounts");
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            probe(container.path(probe), field + "." + probe);
        }
        problems.oneOf(field + ".imagePullPolicy", Json.text(container, "imagePullPolicy"), PULL_POLICIES);
        problems.oneOf(
                field + ".terminationMessagePolicy",
                Json.text(container, "terminationMessagePolicy"),
                MESSAGE_POLICIES);
        ResourceChecks.check(container.path("resources"), field + ".resources", problems);
    }

    private void ports(JsonNode container, String field) {
        Set<String> names = new HashSet<>();
        int index = 0;
        for (JsonNode port : container.path("ports")) {
            String at = field + "[" + index++ + "]";
            String name = Json.text(port, "name");
            if (!name.isEmpty()) {
                portName(name, at + ".name");
                if (!names.add(name)) {
                    problems.duplicate(at + ".name", name);
                }
            }
            long number = Json.number(port, 0, "containerPort");
            if (number == 0) {
                problems.required(at + ".containerPort");
            } else {
                portNumber(port.path("containerPort"), at + ".containerPort");
            }
            problems.oneOf(at + ".protocol", Json.text(port, "protocol"), PROTOCOLS);
        }
    }

    private void portName(String name, String field) {
        if (name.length() > 15) {
            problems.invalid(field, name, "must be no more than 15 characters");
        } else if (!name.matches("[-a-z0-9]+")) {
            problems.invalid(field, name, "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        } else if (!name.matches(".*[a-z].*")) {
            problems.invalid(field, name, "must contain at least one letter (a-z)");
        }
    }

    private void portNumber(JsonNode port, String field) {
        if (port.asLong() < 1 || port.asLong() > 65535) {
            problems.invalid(field, port, "must be between 1 and 65535, inclusive");
        }
    }

    private void env(JsonNode container, String field) {
        int index = 0;
        for (JsonNode variable : container.path("env")) {
            String at = field + "[" + index++ + "]";
            String name = Json.text(variable, "name");
            if (name.isEmpty()) {
                problems.required(at + ".name");
            } else if (!ENV_NAME.matcher(name).matches()) {
                problems.invalid(
                        at + ".name",
                        name,
                        "a valid environment variable name must consist only of printable ASCII characters other than '='");
            }
            if (!Json.text(variable, "value").isEmpty() && variable.has("valueFrom")) {
                problems.invalid(at + ".valueFrom", "", "may not be specified when `value` is not empty");
            }
        }
    }

    private void mounts(JsonNode container, String field) {
        Set<String> paths = new HashSet<>();
        int index = 0;
        for (JsonNode mount : container.path("volumeMounts")) {
            String at = field + "[" + index++ + "]";
            String name = Json.text(mount, "name");
            String path = Json.text(mount, "mountPath");
            if (name.isEmpty()) {
                problems.required(at + ".name");
            } else if (!volumes.contains(name)) {
                problems.notFound(at + ".name", name);
            }
            if (path.isEmpty()) {
                problems.required(at + ".mountPath");
            } else if (!paths.add(path)) {
                problems.invalid(at + ".mountPath", path, "must be unique");
            }
        }
    }

    private void probe(JsonNode probe, String field) {
        if (probe.isMissingNode() || probe.isNull()) {
            return;
        }
        int handlers = 0;
        for (String handler : List.of("exec", "httpGet", "tcpSocket", "grpc")) {
            JsonNode given = probe.path(handler);
            if (given.isObject()) {
                handlers++;
                if (handlers > 1) {
                    problems.forbidden(field + "." + handler, "may not specify more than 1 handler type");
                } else if (!handler.equals("exec")) {
                    probePort(given.path("port"), field + "." + handler + ".port");
                }
            }
        }
        if (handlers == 0) {
            problems.required(field, "must specify a handler type");
        }
        for (String number : List.of(
                "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")) {
            if (Json.number(probe, 0, number) < 0) {
                problems.invalid(field + "." + number, probe.path(number), "must be greater than or equal to 0");
            }
        }
    }

    private void probePort(JsonNode port, String field) {
        if (port.isTextual()) {
            portName(port.asText(), field);
        } else {
            portNumber(port, field);
        }
    }
}
