package com.amd.aim.sandbox.script;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a script: what it asked, what it keeps of the answers. */
final class Conversation {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> HEADERS = List.of("Content-Type", "Warning", "Retry-After", "Location");

    private final Server server;
    private final List<String> omit;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Normal normal = new Normal(words);

    Conversation(Server server, String namespace, List<String> omit) {
        this.server = server;
        this.omit = omit;
        words.put("ns", namespace);
    }

    JsonNode answer(Step step) {
        ObjectNode raw = step.until().isEmpty()
                ? ask(step)
                : await().atMost(Duration.ofSeconds(30))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> ask(step), answer -> holds(answer, step.until()));
        step.keep()
                .forEach((word, pointer) -> words.put(word, first(raw, pointer).asText()));
        omit.forEach(pointer -> Pointers.remove(raw, pointer));
        return normal.of(step.show().isEmpty() ? raw : Pointers.only(raw, step.show()));
    }

    private static boolean holds(JsonNode answer, Map<String, String> until) {
        return until.entrySet().stream().allMatch(condition -> {
            String wanted = condition.getValue();
            List<JsonNode> found = Pointers.find(answer, condition.getKey());
            return wanted.isEmpty()
                    ? found.isEmpty()
                    : found.stream()
                            .anyMatch(
                                    node -> wanted.equals("*") || node.asText().equals(wanted));
        });
    }

    private static JsonNode first(JsonNode raw, String pointer) {
        List<JsonNode> found = Pointers.find(raw, pointer);
        if (found.isEmpty()) {
            throw new AssertionError("nothing to keep at " + pointer + " of " + raw);
        }
        return found.getFirst();
    }

    private ObjectNode ask(Step step) {
        Server.Reply reply =
                server.ask(step.method(), filled(step.path()), step.headers(), filled(step.body()), step.events());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("code", reply.code());
        for (String header : HEADERS) {
            List<String> values = reply.headers().allValues(header);
            if (!values.isEmpty() && !(values.equals(List.of("application/json")) && header.equals("Content-Type"))) {
                answer.put(header, String.join("; ", values));
            }
        }
        return answer.set("body", body(reply, step));
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    private static JsonNode body(Server.Reply reply, Step step) {
        String type = reply.headers().firstValue("Content-Type").orElse("");
        if (!type.contains("json") || reply.text().isEmpty()) {
            return JsonNodeFactory.instance.textNode(reply.text());
        }
        try {
            return step.path().contains("watch=") && reply.code() == 200
                    ? MAPPER.createArrayNode().addAll(lines(reply.text()))
                    : MAPPER.readTree(reply.text());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(reply.text(), e);
        }
    }

    private static List<JsonNode> lines(String text) throws JsonProcessingException {
        try (MappingIterator<JsonNode> events = MAPPER.readerFor(JsonNode.class).readValues(text)) {
            return events.readAll();
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
