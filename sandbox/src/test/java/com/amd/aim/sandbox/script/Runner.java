package com.amd.aim.sandbox.script;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;

/** Puts scripts to a server, each in a namespace of its own. */
public final class Runner {
    private static final List<String> JSON = List.of("Content-Type", "application/json");
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private final Server server;
    private final String prefix;
    private int namespaces;

    /** @param prefix of the namespaces */
    public Runner(Server server, String prefix) {
        this.server = server;
        this.prefix = prefix;
    }

    /** Makes custom resources known; returns when they are served. */
    public void define(List<JsonNode> definitions) {
        for (JsonNode definition : definitions) {
            Server.Reply made = server.ask("POST", DEFINITIONS, JSON, definition.toString(), 0);
            if (made.code() != 201 && made.code() != 409) {
                throw new AssertionError(made.text());
            }
            awaitServed(definition);
        }
    }

    /** Takes custom resources away, with all of them that are left. */
    public void undefine(List<JsonNode> definitions) {
        for (JsonNode definition : definitions) {
            server.ask("DELETE", definitionOf(definition), List.of(), "", 0);
        }
    }

    private static String definitionOf(JsonNode definition) {
        return DEFINITIONS + "/" + definition.at("/metadata/name").asText();
    }

    private void awaitServed(JsonNode definition) {
        String served = "/apis/" + definition.at("/spec/group").asText() + "/"
                + definition.at("/spec/versions/0/name").asText() + "/"
                + definition.at("/spec/names/plural").asText();
        awaitCode(served, 200);
        awaitCode("/openapi/v3" + served.substring(0, served.lastIndexOf('/')), 200);
    }

    private void awaitCode(String path, int code) {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> server.ask("GET", path, List.of(), "", 0).code() == code);
    }

    /** What the server answers to a script, step by step. */
    public JsonNode answers(Script script) {
        String namespace = prefix + "-" + ++namespaces;
        String made = "{\"metadata\": {\"name\": \"" + namespace + "\"}}";
        server.ask("POST", "/api/v1/namespaces", JSON, made, 0);
        awaitCode("/api/v1/namespaces/" + namespace + "/serviceaccounts/default", 200);
        Conversation conversation = new Conversation(server, namespace, script.omit());
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        script.steps().forEach(step -> answers.add(conversation.answer(step)));
        server.ask("DELETE", "/api/v1/namespaces/" + namespace, List.of(), "", 0);
        return answers;
    }
}
