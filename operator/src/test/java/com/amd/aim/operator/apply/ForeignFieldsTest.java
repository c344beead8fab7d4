package com.amd.aim.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForeignFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @DisplayName("a field that another applier holds with another value is left to it and named")
    void differentValue() {
        ObjectNode desired = object("{'spec':{'paused':false,'replicas':3}}");

        List<FieldConflict> conflicts = ForeignFields.leave(
                "scaler", json("{'f:spec':{'f:replicas':{}}}"), desired, json("{'spec':{'replicas':7}}"));

        assertThat(desired).isEqualTo(json("{'spec':{'paused':false}}"));
        assertThat(conflicts).containsExactly(new FieldConflict("scaler", ".spec.replicas"));
    }

    @Test
    @DisplayName("a field that both apply with the same value stays shared")
    void sameValue() {
        ObjectNode desired = object("{'spec':{'replicas':3}}");

        assertThat(ForeignFields.leave(
                        "scaler", json("{'f:spec':{'f:replicas':{}}}"), desired, json("{'spec':{'replicas':3}}")))
                .isEmpty();
        assertThat(desired).isEqualTo(json("{'spec':{'replicas':3}}"));
    }

    @Test
    @DisplayName("in a list with keys only the other's field of the shared item is left, and the item keeps its key")
    void listItem() {
        ObjectNode desired = object("{'c':[{'name':'server','image':'ours','args':['a']}]}");

        List<FieldConflict> conflicts = ForeignFields.leave(
                "mesh",
                json(
                        "{'f:c':{'k:{\\\"name\\\":\\\"server\\\"}':{'.':{},'f:name':{},'f:image':{}},'k:{\\\"name\\\":\\\"proxy\\\"}':{'.':{},'f:name':{}}}}"),
                desired,
                json("{'c':[{'name':'proxy'},{'name':'server','image':'theirs'}]}"));

        assertThat(desired).isEqualTo(json("{'c':[{'name':'server','args':['a']}]}"));
        assertThat(conflicts).containsExactly(new FieldConflict("mesh", ".c[name=\"server\"].image"));
    }

    @Test
    @DisplayName("what the other applies and we do not want is no concern of ours")
    void unrelated() {
        ObjectNode desired = object("{'spec':{'a':1}}");

        assertThat(ForeignFields.leave(
                        "other",
                        json("{'f:spec':{'f:b':{}},'f:metadata':{'f:labels':{'f:x':{}}}}"),
                        desired,
                        json("{'spec':{'b':2}}")))
                .isEmpty();
        assertThat(desired).isEqualTo(json("{'spec':{'a':1}}"));
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
