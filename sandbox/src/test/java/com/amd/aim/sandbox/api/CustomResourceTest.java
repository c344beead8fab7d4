package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Custom resources")
class CustomResourceTest extends ServerCase {

    @BeforeEach
    void define() {
        assertThat(wire.post(DEFINITIONS, resource("widgets.json")).code()).isEqualTo(201);
    }

    @Test
    @DisplayName("a definition is served at once and established in a moment")
    void established() {
        assertThat(wire.get("/apis/example.com/v1").body().path("resources").findValuesAsText("name"))
                .containsExactlyInAnyOrder("widgets", "widgets/status", "widgets/scale");
        await().untilAsserted(() -> assertThat(wire.get(DEFINITIONS + "/widgets.example.com")
                        .body()
                        .at("/status/conditions")
                        .findValuesAsText("type"))
                .containsExactly("NamesAccepted", "Established"));
        assertThat(wire.get("/openapi/v3/apis/example.com/v1")
                        .at("/components/schemas/com.example.v1.Widget/properties/spec/properties/size/description"))
                .isEqualTo("How big.");
    }

    @Test
    @DisplayName("objects are defaulted, pruned and judged by the schema and its rules")
    void schema() {
        Wire.Answer made = wire.post(WIDGETS, widget("w", "{\"size\": 3, \"unknown\": 1}"));
        assertThat(made.at("/spec/color")).isEqualTo("red");
        assertThat(made.body().path("spec").has("unknown")).isFalse();
        assertThat(made.headers().firstValue("Warning")).hasValue("299 - \"unknown field \\\"spec.unknown\\\"\"");
        assertThat(wire.post(WIDGETS + "?fieldValidation=Strict", widget("x", "{\"size\": 3, \"unknown\": 1}"))
                        .code())
                .isEqualTo(400);
        assertThat(wire.post(WIDGETS, widget("x", "{\"size\": \"3\"}")).at("/message"))
                .contains("spec.size in body must be of type integer");
        assertThat(wire.post(WIDGETS, widget("x", "{\"size\": 7}")).at("/message"))
                .contains("size must not be 7");
        assertThat(wire.patch(WIDGETS + "/w", Wire.MERGE, "{\"spec\": {\"color\": \"green\"}}")
                        .at("/message"))
                .isEqualTo("Widget.example.com \"w\" is invalid: spec: Invalid value: color is immutable");
    }

    @Test
    @DisplayName("status is written apart, scale through its paths")
    void subresources() {
        wire.post(WIDGETS, widget("w", "{\"size\": 3}"));
        String status = "{\"apiVersion\": \"example.com/v1\", \"kind\": \"Widget\", \"metadata\": {\"name\": \"w\"},"
                + " \"status\": {\"replicas\": 2, \"selector\": \"app=w\"}}";
        Wire.Answer applied = wire.patch(WIDGETS + "/w/status?fieldManager=op", Wire.APPLY, status);
        assertThat(applied.at("/metadata/generation")).isEqualTo("1");
        assertThat(applied.body().at("/metadata/managedFields").findValuesAsText("subresource"))
                .containsExactly("status");
        assertThat(wire.patch(WIDGETS + "/w/scale", Wire.MERGE, "{\"spec\": {\"replicas\": 5}}")
                        .at("/status/selector"))
                .isEqualTo("app=w");
        Wire.Answer now = wire.get(WIDGETS + "/w");
        assertThat(now.at("/spec/replicas")).isEqualTo("5");
        assertThat(now.at("/metadata/generation")).isEqualTo("2");
    }

    @Test
    @DisplayName("a status that is sent with a creation is lost, but the schema's default of it is given")
    void statusDefault() {
        String definition = resource("widgets.json")
                .replace("widget", "gadget")
                .replace("Widget", "Gadget")
                .replace("\"wd\"", "\"gd\"")
                .replace(
                        "\"status\": {\n                \"type\"",
                        "\"status\": {\"default\": {\"replicas\": 0}, \"type\"");
        assertThat(wire.post(DEFINITIONS, definition).code()).isEqualTo(201);
        String gadgets = WIDGETS.replace("widgets", "gadgets");

        String sent = "{\"apiVersion\": \"example.com/v1\", \"kind\": \"Gadget\", \"metadata\": {\"name\": \"g\"},"
                + " \"spec\": {\"size\": 3}, \"status\": {\"phase\": \"Done\"}}";
        assertThat(wire.post(gadgets, sent).body().path("status")).hasToString("{\"replicas\":0}");
        assertThat(wire.get(gadgets + "/g").body().path("status")).hasToString("{\"replicas\":0}");
    }

    @Test
    @DisplayName("a PUT must name the version; fields that the definition selects by can be selected by")
    void details() {
        wire.post(WIDGETS, widget("w", "{\"size\": 3}"));
        assertThat(wire.put(WIDGETS + "/w", widget("w", "{\"size\": 4}")).at("/message"))
                .contains("metadata.resourceVersion: Invalid value: 0: must be specified for an update");
        assertThat(ProtocolTest.names(wire.get(WIDGETS + "?fieldSelector=spec.color=red")))
                .containsExactly("w");
        assertThat(wire.get(WIDGETS + "?fieldSelector=spec.size=3").code()).isEqualTo(400);
        assertThat(wire.patch(WIDGETS + "/w", Wire.STRATEGIC, "{}").code()).isEqualTo(415);
        Wire.Answer table = wire.get(WIDGETS, "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
        assertThat(table.body().path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Size", "Age", "Wide");
        assertThat(table.at("/rows/0/cells/1")).isEqualTo("3");
    }

    @Test
    @DisplayName("with its definition a resource and all its objects go")
    void removed() {
        wire.post(
                WIDGETS,
                "{\"apiVersion\": \"example.com/v1\", \"kind\": \"Widget\", \"metadata\": {\"name\": \"w\","
                        + " \"finalizers\": [\"x.com/y\"]}, \"spec\": {\"size\": 3}}");
        wire.delete(DEFINITIONS + "/widgets.example.com");
        await().untilAsserted(() -> assertThat(
                        wire.get(WIDGETS + "/w").body().path("metadata").has("deletionTimestamp"))
                .isTrue());
        wire.patch(WIDGETS + "/w", Wire.MERGE, "{\"metadata\": {\"finalizers\": null}}");
        await().untilAsserted(() -> assertThat(
                        wire.get(DEFINITIONS + "/widgets.example.com").code())
                .isEqualTo(404));
        assertThat(wire.get(WIDGETS).code()).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "watches end when the definition changes, so that readers see what its new schema makes of old objects")
    void redefined() {
        wire.post(WIDGETS, widget("w", "{\"size\": 3}"));
        try (Wire.Watching events = wire.watch(WIDGETS + "?watch=true")) {
            assertThat(events.nextLine()).isEqualTo("ADDED w");
            String path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/shape";
            String patch = "[{\"op\": \"add\", \"path\": \"" + path
                    + "\", \"value\": {\"type\": \"string\", \"default\":" + " \"round\"}}]";
            assertThat(wire.patch(DEFINITIONS + "/widgets.example.com", Wire.JSON_PATCH, patch)
                            .code())
                    .isEqualTo(200);
            assertThat(events.rest()).isEmpty();
        }
        assertThat(wire.get(WIDGETS + "/w").at("/spec/shape")).isEqualTo("round");
    }

    @Test
    @DisplayName("a definition that an API server would not take is not taken")
    void refusedDefinition() {
        String wrongName = resource("widgets.json").replace("widgets.example.com", "gadgets.example.com");
        Wire.Answer answer = wire.post(DEFINITIONS, wrongName);
        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.at("/message")).contains("metadata.name");
    }

    @Test
    @DisplayName("a definition with a rule that does not compile is not taken, also by apply")
    void brokenRule() {
        String patch =
                "[{\"op\": \"add\", \"path\": \"/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/x\","
                        + " \"value\": {\"type\": \"string\", \"x-kubernetes-validations\": [{\"rule\": \"self.size > 1\"}]}}]";
        Wire.Answer answer = wire.patch(DEFINITIONS + "/widgets.example.com", Wire.JSON_PATCH, patch);

        assertThat(answer.code()).isEqualTo(422);
        assertThat(answer.at("/details/causes/0/field"))
                .isEqualTo("spec.validation.openAPIV3Schema.properties[spec].properties[x]"
                        + ".x-kubernetes-validations[0].rule");
        assertThat(answer.at("/message"))
                .contains("compilation failed: ERROR: <input>:1:5: type 'string' does not support");
    }

    @Test
    @DisplayName("the version in which objects are stored may change; the old one has to stay")
    void storedVersions() {
        String path = DEFINITIONS + "/widgets.example.com";
        String add = "[{\"op\": \"copy\", \"from\": \"/spec/versions/0\", \"path\": \"/spec/versions/-\"},"
                + " {\"op\": \"replace\", \"path\": \"/spec/versions/1/name\", \"value\": \"v2\"},"
                + " {\"op\": \"replace\", \"path\": \"/spec/versions/0/storage\", \"value\": false}]";
        assertThat(wire.patch(path, Wire.JSON_PATCH, add)
                        .body()
                        .at("/status/storedVersions")
                        .toString())
                .isEqualTo("[\"v1\",\"v2\"]");

        String remove = "[{\"op\": \"remove\", \"path\": \"/spec/versions/0\"}]";
        assertThat(wire.patch(path, Wire.JSON_PATCH, remove).at("/message"))
                .contains("missing from spec.versions; v1 was previously a storage version");
    }

    @Test
    @DisplayName("a creation goes by the name in the body, whatever the path says")
    void createdByName() {
        Wire.Answer made = wire.post(WIDGETS + "/other", widget("w", "{\"size\": 3}"));

        assertThat(made.code()).isEqualTo(201);
        assertThat(wire.get(WIDGETS + "/w").code()).isEqualTo(200);
        assertThat(wire.get(WIDGETS + "/other").code()).isEqualTo(404);
    }
}
