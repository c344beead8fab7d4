package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Requests and answers")
class ProtocolTest extends ServerCase {

    @Test
    @DisplayName("nobody is let in without the token")
    void token() throws Exception {
        for (String header : List.of("", "Authorization: Bearer other\r\n", "Authorization: Basic " + TOKEN + "\r\n")) {
            assertThat(statusLine("GET /api/v1/pods HTTP/1.1\r\nHost: x\r\n" + header + "\r\n"))
                    .isEqualTo("HTTP/1.1 401 Unauthorized");
        }
    }

    private String statusLine(String request) throws java.io.IOException {
        try (java.net.Socket socket = new java.net.Socket(
                java.net.InetAddress.ofLiteral("127.0.0.1"), server.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new java.io.BufferedReader(new java.io.InputStreamReader(
                            socket.getInputStream(), java.nio.charset.StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    @DisplayName("a websocket upgrade gets an empty 200, so that fabric8 falls back to the plain watch")
    void websocket() throws Exception {
        try (java.net.Socket socket = new java.net.Socket(
                java.net.InetAddress.ofLiteral("127.0.0.1"), server.uri().getPort())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/pods?watch=true HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            var reader = new java.io.BufferedReader(
                    new java.io.InputStreamReader(socket.getInputStream(), java.nio.charset.StandardCharsets.UTF_8));
            assertThat(reader.readLine()).isEqualTo("HTTP/1.1 200 OK");
            List<String> headers =
                    reader.lines().takeWhile(line -> !line.isEmpty()).toList();
            assertThat(headers)
                    .anyMatch(line -> line.equalsIgnoreCase("content-length: 0") || line.equals("Content-length: 0"));
        }
    }

    @ParameterizedTest(name = "{0} {1} → {2} {3}")
    @DisplayName("what is not there, or not to be done, is refused as an API server refuses it")
    @CsvSource({
        "GET, /nope, 404, ''",
        "GET, /apis/nope/v1/things, 404, ''",
        "GET, /api/v1/nope, 404, NotFound",
        "GET, /apis/apps/v9, 404, NotFound",
        "GET, /api/v1/namespaces/default/pods/x, 404, NotFound",
        "POST, /api/v1/namespaces/default/pods/x, 405, MethodNotAllowed",
        "GET, /api/v1/pods?fieldSelector=foo=bar, 400, BadRequest",
        "GET, /api/v1/pods?labelSelector=a%20in%20(b, 400, BadRequest",
        "GET, /api/v1/pods?labelSelector=a=-b, 400, BadRequest",
        "GET, /api/v1/pods?labelSelector=!-a, 400, BadRequest",
        "GET, /api/v1/pods?limit=x, 400, BadRequest",
        "GET, /api/v1/pods?resourceVersion=99999999, 504, Timeout",
        "GET, /api/v1/pods?resourceVersionMatch=Exact, 422, Invalid",
        "GET, /api/v1/pods?continue=abc, 400, BadRequest",
        "GET, /api/v1/pods?sendInitialEvents=true, 422, Invalid",
        "GET, /apis/autoscaling/v2, 404, NotFound",
        "GET, /apis/admissionregistration.k8s.io/v1, 404, NotFound",
    })
    void refused(String method, String path, int code, String reason) {
        Wire.Answer answer = wire.send(method, path, method.equals("POST") ? "{}" : "", "application/json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.at("/reason")).isEqualTo(reason);
        if (reason.isEmpty()) {
            assertThat(answer.text()).isEqualTo("404 page not found\n");
        }
    }

    @Test
    @DisplayName("health, version and discovery answer")
    void information() {
        for (String path : List.of("/livez", "/readyz", "/healthz")) {
            assertThat(wire.get(path).text()).isEqualTo("ok");
        }
        assertThat(wire.get("/version").at("/minor")).isEqualTo("36");
        assertThat(wire.get("/api").at("/versions/0")).isEqualTo("v1");
        assertThat(wire.get("/apis").body().findValuesAsText("name")).contains("apps", "batch", "policy");
        assertThat(wire.get("/api/v1").body().path("resources").findValuesAsText("name"))
                .contains("pods", "pods/log", "services/proxy");
        Wire.Answer aggregated =
                wire.get("/apis", "Accept", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
        assertThat(aggregated.at("/kind")).isEqualTo("APIGroupDiscoveryList");
        assertThat(aggregated.body().findValuesAsText("resource")).contains("deployments", "leases");
    }

    @Test
    @DisplayName("a list is read page by page as it was when it began")
    void pages() {
        for (int i = 0; i < 5; i++) {
            wire.post(CONFIG_MAPS, configMap("c" + i));
        }
        Wire.Answer first = wire.get(CONFIG_MAPS + "?limit=2");
        wire.post(CONFIG_MAPS, configMap("c9"));
        wire.delete(CONFIG_MAPS + "/c3");
        Wire.Answer second = wire.get(CONFIG_MAPS + "?limit=2&continue=" + first.at("/metadata/continue"));
        Wire.Answer third = wire.get(CONFIG_MAPS + "?limit=2&continue=" + second.at("/metadata/continue"));
        assertThat(first.at("/metadata/remainingItemCount")).isEqualTo("3");
        assertThat(names(first)).containsExactly("c0", "c1");
        assertThat(names(second)).containsExactly("c2", "c3");
        assertThat(names(third)).containsExactly("c4");
        assertThat(third.body().path("metadata").has("continue")).isFalse();
    }

    @Test
    @DisplayName("labels are selected by equality and by sets")
    void labels() {
        for (String tier : List.of("a", "b", "c")) {
            wire.post(
                    CONFIG_MAPS,
                    "{\"metadata\": {\"name\": \"" + tier + "\", \"labels\": {\"tier\": \"" + tier + "\"}}}");
        }
        wire.post(CONFIG_MAPS, configMap("none"));
        assertThat(names(wire.get(CONFIG_MAPS + "?labelSelector=tier=b"))).containsExactly("b");
        assertThat(names(wire.get(CONFIG_MAPS + "?labelSelector=tier%20in%20(a,c)")))
                .containsExactly("a", "c");
        assertThat(names(wire.get(CONFIG_MAPS + "?labelSelector=tier%20notin%20(a,c)")))
                .containsExactly("b", "none");
        assertThat(names(wire.get(CONFIG_MAPS + "?labelSelector=!tier"))).containsExactly("none");
        assertThat(names(wire.get(CONFIG_MAPS + "?labelSelector=tier,tier!=b"))).containsExactly("a", "c");
        assertThat(names(wire.get(CONFIG_MAPS + "?fieldSelector=metadata.name!=b,metadata.name!=none")))
                .containsExactly("a", "c");
    }

    @Test
    @DisplayName("a table has a row for each object, and the metadata of what it shows")
    void table() {
        wire.post(CONFIG_MAPS, configMap("a"));
        Wire.Answer answer =
                wire.get(CONFIG_MAPS, "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
        assertThat(answer.body().path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Data", "Age");
        assertThat(answer.at("/rows/0/cells/0")).isEqualTo("a");
        assertThat(answer.at("/rows/0/cells/1")).isEqualTo("1");
        assertThat(answer.at("/rows/0/object/kind")).isEqualTo("PartialObjectMetadata");
    }

    @Test
    @DisplayName("a dry run answers what would be and keeps nothing")
    void dryRun() {
        assertThat(wire.post(CONFIG_MAPS + "?dryRun=All", configMap("a")).code())
                .isEqualTo(201);
        assertThat(wire.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
        wire.post(CONFIG_MAPS, configMap("a"));
        Wire.Answer patched = wire.patch(CONFIG_MAPS + "/a?dryRun=All", Wire.MERGE, "{\"data\": {\"k\": \"w\"}}");
        assertThat(patched.at("/data/k")).isEqualTo("w");
        assertThat(wire.send("DELETE", CONFIG_MAPS + "/a?dryRun=All", "", "").code())
                .isEqualTo(200);
        assertThat(wire.get(CONFIG_MAPS + "/a").at("/data/k")).isEqualTo("v");
        assertThat(server.requests().writes())
                .extracting(RequestLog.Entry::verb)
                .containsExactly("create");
    }

    @Test
    @DisplayName("reviews say that everything is allowed because nothing is enforced")
    void reviews() {
        Wire.Answer access = wire.post(
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "{\"spec\": {\"resourceAttributes\": {\"verb\": \"get\", \"resource\": \"pods\"}}}");
        assertThat(access.code()).isEqualTo(201);
        assertThat(access.body().at("/status/allowed").asBoolean()).isTrue();
        Wire.Answer rules = wire.post(
                "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", "{\"spec\": {\"namespace\": \"default\"}}");
        assertThat(rules.body().at("/status/incomplete").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("what only a real node can do is refused with a sentence")
    void sentences() {
        wire.post(
                PODS,
                "{\"metadata\": {\"name\": \"p\"}, \"spec\": {\"containers\": [{\"name\": \"c\", \"image\": \"i\"}]}}");
        for (String path : List.of("exec", "attach", "portforward")) {
            Wire.Answer answer = wire.send("POST", PODS + "/p/" + path, "", "");
            assertThat(answer.code()).isEqualTo(501);
            assertThat(answer.at("/message")).startsWith("The sandbox");
        }
    }

    @Test
    @DisplayName("every request is noted with who asked for what")
    void log() {
        long mark = server.requests().mark();
        wire.post(CONFIG_MAPS + "?fieldManager=me", configMap("a"));
        wire.get(CONFIG_MAPS + "/a");
        wire.patch(DEPLOYMENTS + "/none/status", Wire.MERGE, "{}");
        assertThat(server.requests().since(mark))
                .extracting(RequestLog.Entry::verb, RequestLog.Entry::resource, RequestLog.Entry::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("create", "configmaps", 201),
                        org.assertj.core.groups.Tuple.tuple("get", "configmaps", 200),
                        org.assertj.core.groups.Tuple.tuple("patch", "deployments.apps/status", 404));
        RequestLog.Entry first = server.requests().writesSince(mark).getFirst();
        assertThat(first.fieldManager()).isEqualTo("me");
        assertThat(first.userAgent()).isEqualTo("tester/1.0");
        assertThat(first.namespace()).isEqualTo("default");
    }

    static List<String> names(Wire.Answer list) {
        List<String> names = new java.util.ArrayList<>();
        list.body()
                .path("items")
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }
}
