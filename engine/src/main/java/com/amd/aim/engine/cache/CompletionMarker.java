package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that is written last, when every file it lists was checked and is safely on disk. Without it a snapshot is not complete,
 * whatever else is there.
 *
 * @param repository {@code org/name}
 * @param revision the revision that was asked for
 * @param commit the commit that is on disk
 * @param patterns how the files were chosen
 * @param files every file with its size and hash
 */
public record CompletionMarker(
        String repository, String revision, String commit, FilePatterns patterns, List<HubFile> files) {
    /** Its name in the snapshot's directory. */
    public static final String FILE_NAME = ".aim-complete.json";

    private static final int FORMAT = 1;

    public CompletionMarker {
        files = List.copyOf(files);
    }

    static CompletionMarker of(Plan plan) {
        return new CompletionMarker(
                plan.source().repository(), plan.source().revision(), plan.commit(), plan.patterns(), plan.files());
    }

    /** The plan that this is the completion of. */
    Plan plan() {
        return new Plan(new HubSource(repository, revision), commit, patterns, files);
    }

    String json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("format", FORMAT).put("repository", repository).put("revision", revision);
        node.put("commit", commit).put("bytes", plan().bytes());
        patterns.include().forEach(node.putArray("include")::add);
        patterns.exclude().forEach(node.putArray("exclude")::add);
        ArrayNode list = node.putArray("files");
        files.forEach(file -> list.addObject()
                .put("path", file.path())
                .put("size", file.size())
                .put("hash", file.hash().text()));
        return node.toPrettyString() + "\n";
    }

    /**
     * Reads {@link #json()}.
     *
     * @throws IOException when it is something else
     */
    static CompletionMarker parse(String json) throws IOException {
        JsonNode node = new ObjectMapper().readTree(json);
        if (node.path("format").asInt() != FORMAT) {
            throw new IOException("its format is %s, not %d".formatted(node.path("format"), FORMAT));
        }
        List<HubFile> files = new ArrayList<>();
        for (JsonNode file : node.path("files")) {
            files.add(file(file));
        }
        return new CompletionMarker(
                node.path("repository").asText(),
                node.path("revision").asText(),
                node.path("commit").asText(),
                new FilePatterns(texts(node.path("include")), texts(node.path("exclude"))),
                files);
    }

    private static HubFile file(JsonNode node) throws IOException {
        try {
            ContentHash hash = ContentHash.parse(node.path("hash").asText()).orElseThrow();
            return new HubFile(node.path("path").asText(), node.path("size").asLong(-1), hash);
        } catch (RuntimeException e) {
            throw new IOException("it lists a file that cannot be: " + e.getMessage(), e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
