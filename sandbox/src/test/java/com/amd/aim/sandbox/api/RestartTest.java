package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An API server that starts again with its state")
class RestartTest extends KeptServerCase {
    private static final String CONFIG_MAPS = ServerCase.CONFIG_MAPS;
    private static final String WATCH = CONFIG_MAPS + "?watch=true&timeoutSeconds=1&resourceVersion=";

    /** Until each of the four namespaces has its account, the server writes by itself. */
    private void awaitAccounts() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> wire.get("/api/v1/serviceaccounts").text().split("\"name\":\"default\"", -1).length == 5);
    }

    private String version() {
        return wire.get(CONFIG_MAPS).at("/metadata/resourceVersion");
    }

    @Test
    @DisplayName("has the same objects in the same versions, and writes nothing by itself")
    void same() throws IOException {
        wire.post(ServerCase.DEFINITIONS, ServerCase.resource("widgets.json"));
        wire.post(ServerCase.WIDGETS, ServerCase.widget("w", "{\"size\": 3}"));
        wire.post(CONFIG_MAPS, ServerCase.configMap("a"));
        wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, "{\"data\": {\"k\": \"w\"}}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> wire.get(ServerCase.DEFINITIONS).text().contains("Established"));
        awaitAccounts();
        String maps = wire.get(CONFIG_MAPS).text();
        String widgets = wire.get(ServerCase.WIDGETS).text();
        String namespaces = wire.get("/api/v1/namespaces").text();

        restart();

        assertThat(wire.get(CONFIG_MAPS).text()).isEqualTo(maps);
        assertThat(wire.get(ServerCase.WIDGETS).text()).isEqualTo(widgets);
        assertThat(wire.get("/api/v1/namespaces").text()).isEqualTo(namespaces);
        assertThat(wire.put(CONFIG_MAPS + "/a", wire.get(CONFIG_MAPS + "/a").text())
                        .at("/metadata/resourceVersion"))
                .isEqualTo(wire.get(CONFIG_MAPS + "/a").at("/metadata/resourceVersion"));
        assertThat(wire.get(CONFIG_MAPS).text()).isEqualTo(maps);
    }

    @Test
    @DisplayName("tells a watch from before that it is too old; one from the last version goes on")
    void watches() throws IOException {
        String before = wire.post(CONFIG_MAPS, ServerCase.configMap("a")).at("/metadata/resourceVersion");
        wire.delete(CONFIG_MAPS + "/a");
        awaitAccounts();
        String last = version();

        restart();

        assertThat(wire.get(WATCH + before).text()).contains("\"type\":\"ERROR\"", "\"code\":410");
        try (Wire.Watching events = wire.watch(CONFIG_MAPS + "?watch=true&resourceVersion=" + last)) {
            String created = wire.post(CONFIG_MAPS, ServerCase.configMap("b")).at("/metadata/resourceVersion");
            assertThat(events.nextLine()).isEqualTo("ADDED b");
            assertThat(Long.parseLong(created)).isGreaterThan(Long.parseLong(last));
        }
    }

    @Test
    @DisplayName("keeps what has its owner, though the owner was written last, and collects what lost it")
    void owners() throws IOException {
        String uid = wire.post(CONFIG_MAPS, ServerCase.configMap("owner")).at("/metadata/uid");
        for (String name : new String[] {"one", "two"}) {
            wire.post(CONFIG_MAPS, """
                    {"metadata": {"name": "%s", "ownerReferences": [
                      {"apiVersion": "v1", "kind": "ConfigMap", "name": "owner", "uid": "%s"}]}}""".formatted(name, uid));
        }
        wire.patch(CONFIG_MAPS + "/owner", Wire.MERGE, "{\"data\": {\"k\": \"w\"}}");

        restart();
        wire.delete(CONFIG_MAPS + "/two");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> wire.get(CONFIG_MAPS + "/two").code() == 404);
        assertThat(wire.get(CONFIG_MAPS + "/one").code()).isEqualTo(200);

        wire.delete(CONFIG_MAPS + "/owner");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> wire.get(CONFIG_MAPS + "/one").code() == 404);
    }

    @Test
    @DisplayName("goes on to empty a namespace, and gives no service the port of another")
    void unfinished() throws IOException {
        wire.post("/api/v1/namespaces", "{\"metadata\": {\"name\": \"going\"}}");
        wire.post("/api/v1/namespaces/going/configmaps", """
                {"metadata": {"name": "held", "finalizers": ["example.com/hold"]}}""");
        wire.delete("/api/v1/namespaces/going");
        String port = nodePort("one");

        restart();

        assertThat(nodePort("two")).isNotEqualTo(port);
        wire.patch("/api/v1/namespaces/going/configmaps/held", Wire.MERGE, "{\"metadata\": {\"finalizers\": null}}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> wire.get("/api/v1/namespaces/going").code() == 404);
    }

    private String nodePort(String name) {
        return wire.post("/api/v1/namespaces/default/services", """
                        {"metadata": {"name": "%s"}, "spec": {"type": "NodePort", "ports": [{"port": 80}]}}""".formatted(name))
                .at("/spec/ports/0/nodePort");
    }
}
