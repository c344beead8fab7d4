package com.amd.aim.cli.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Objects as kubectl reads and prints them, in YAML or JSON: one, several documents, or a List. */
public final class ManifestFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestFile() {}

    /**
     * What a file holds.
     *
     * @throws IllegalArgumentException with a sentence that does not name the file
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("the file is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    Files.exists(file) ? "the file cannot be read." : "there is no such file.", e);
        }
    }

    /**
     * The objects in a text.
     *
     * @throws IllegalArgumentException with a sentence, which begins with line and column where these are known
     */
    public static List<ObjectNode> objects(String text) {
        List<ObjectNode> objects = new ArrayList<>();
        documents(text).forEach(document -> add(document, objects));
        return objects;
    }

    /**
     * An object as a type of the client's.
     *
     * @throws IllegalArgumentException with a sentence that names the object
     */
    public static <T> T as(ObjectNode object, Class<T> type) {
        try {
            return JSON.convertValue(object, type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s %s is not one: %s."
                            .formatted(kind(object), name(object), firstLine(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    /** The object's kind; empty where it has none. */
    public static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    /** The object's name; empty where it has none. */
    public static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    /** A sentence with the file before it, as compilers write it where line and column are known. */
    public static IllegalArgumentException in(Path file, IllegalArgumentException problem) {
        String sentence = String.valueOf(problem.getMessage());
        String gap = sentence.matches("(?s)\\d+:\\d+: .*") ? ":" : ": ";
        return new IllegalArgumentException(file + gap + sentence, problem);
    }

    private static List<JsonNode> documents(String text) {
        ObjectMapper mapper = text.stripLeading().startsWith("{") ? JSON : new YAMLMapper();
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(place(e.getLocation()) + firstLine(e.getOriginalMessage()) + ".", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(firstLine(String.valueOf(e.getMessage())) + ".", e);
        }
    }

    private static void add(JsonNode document, List<ObjectNode> objects) {
        JsonNode items = document.path("items");
        if (kind(document).endsWith("List") && items.isArray()) {
            items.forEach(item -> add(item, objects));
        } else if (document instanceof ObjectNode object) {
            objects.add(object);
        } else if (!document.isNull() && !document.isMissingNode()) {
            throw new IllegalArgumentException("it holds what is no Kubernetes object.");
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : location.getLineNr() + ":" + location.getColumnNr() + ": ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip().replaceFirst("\\.$", "");
    }
}
