package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Watches")
class WatchTest extends ServerCase {

    @Test
    @DisplayName("a watch without a version begins with the state and goes on with every change")
    void fromState() {
        wire.post(CONFIG_MAPS, configMap("a"));
        try (Wire.Watching events = wire.watch(CONFIG_MAPS + "?watch=true")) {
            assertThat(events.nextLine()).isEqualTo("ADDED a");
            wire.post(CONFIG_MAPS, configMap("b"));
            wire.patch(CONFIG_MAPS + "/b", Wire.MERGE, "{\"data\": {\"x\": \"y\"}}");
            wire.delete(CONFIG_MAPS + "/a");
            assertThat(List.of(events.nextLine(), events.nextLine(), events.nextLine()))
                    .containsExactly("ADDED b", "MODIFIED b", "DELETED a");
        }
    }

    @Test
    @DisplayName("a watch from a version tells exactly what came after it")
    void fromVersion() {
        String version = wire.post(CONFIG_MAPS, configMap("a")).at("/metadata/resourceVersion");
        wire.post(CONFIG_MAPS, configMap("b"));
        wire.delete(CONFIG_MAPS + "/a");
        try (Wire.Watching events = wire.watch(CONFIG_MAPS + "?watch=true&resourceVersion=" + version)) {
            assertThat(events.nextLine()).isEqualTo("ADDED b");
            JsonNode deleted = events.next();
            assertThat(deleted.path("type").asText()).isEqualTo("DELETED");
            assertThat(deleted.at("/object/metadata/resourceVersion").asLong()).isGreaterThan(Long.parseLong(version));
        }
    }

    @Test
    @DisplayName("objects come and go as they enter and leave the selection")
    void selection() {
        try (Wire.Watching events = wire.watch(CONFIG_MAPS + "?watch=true&labelSelector=in=yes")) {
            wire.post(CONFIG_MAPS, configMap("a"));
            wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, "{\"metadata\": {\"labels\": {\"in\": \"yes\"}}}");
            wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, "{\"data\": {\"k\": \"w\"}}");
            wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, "{\"metadata\": {\"labels\": null}}");
            assertThat(List.of(events.nextLine(), events.nextLine())).containsExactly("ADDED a", "MODIFIED a");
            JsonNode left = events.next();
            assertThat(left.path("type").asText()).isEqualTo("DELETED");
            assertThat(left.at("/object/metadata/labels/in").asText()).isEqualTo("yes");
        }
    }

    @Test
    @DisplayName("a streamed list ends with a bookmark that says so")
    void streamedList() {
        wire.post(CONFIG_MAPS, configMap("a"));
        String path = CONFIG_MAPS
                + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
        try (Wire.Watching events = wire.watch(path)) {
            assertThat(events.nextLine()).isEqualTo("ADDED a");
            JsonNode bookmark = events.next();
            assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
            assertThat(bookmark.at("/object/metadata/annotations/k8s.io~1initial-events-end")
                            .asText())
                    .isEqualTo("true");
            assertThat(bookmark.at("/object/kind").asText()).isEqualTo("ConfigMap");
        }
    }

    @Test
    @DisplayName("a watch ends when its time is over, with a bookmark where it may resume")
    void timeout() {
        String version = wire.post(CONFIG_MAPS, configMap("a")).at("/metadata/resourceVersion");
        wire.post("/api/v1/namespaces/default/serviceaccounts", "{\"metadata\": {\"name\": \"other\"}}");
        try (Wire.Watching events = wire.watch(
                CONFIG_MAPS + "?watch=true&timeoutSeconds=1&allowWatchBookmarks=true&resourceVersion=" + version)) {
            List<JsonNode> all = events.rest();
            assertThat(all).hasSize(1);
            assertThat(all.getFirst().at("/object/metadata/resourceVersion").asLong())
                    .isGreaterThan(Long.parseLong(version));
        }
    }

    @Test
    @DisplayName("a watch of rows names its columns once")
    void rows() {
        wire.post(CONFIG_MAPS, configMap("a"));
        wire.post(CONFIG_MAPS, configMap("b"));
        Wire.Answer answer = wire.get(
                CONFIG_MAPS + "?watch=true&timeoutSeconds=1", "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
        List<String> lines = answer.text().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("\"columnDefinitions\":[");
        assertThat(lines.getLast()).contains("\"columnDefinitions\":null");
    }
}
