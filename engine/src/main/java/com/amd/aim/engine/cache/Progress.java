package com.amd.aim.engine.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a download is, as measured. Over HTTP:
 * {@code {"bytesTotal":…,"bytesDone":…,"bytesPerSecond":…,"etaSeconds":…,"files":…,"filesDone":…}}, {@code etaSeconds} null while
 * unknown.
 *
 * @param bytesTotal what the plan says
 * @param bytesDone bytes on disk that are accounted for; grows, but for a file that had to be downloaded again
 * @param bytesPerSecond what came over the network in the last seconds
 * @param etaSeconds at that rate
 * @param files files of the plan
 * @param filesDone files whose hash was checked
 */
public record Progress(
        long bytesTotal, long bytesDone, long bytesPerSecond, OptionalLong etaSeconds, int files, int filesDone) {

    /** Whole percent, rounded down: 100 only when everything is there. */
    public int percent() {
        return bytesTotal == 0 ? 100 : (int) (100.0 * bytesDone / bytesTotal);
    }

    /** One line of JSON. */
    public String json() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("bytesTotal", bytesTotal)
                .put("bytesDone", bytesDone)
                .put("bytesPerSecond", bytesPerSecond);
        etaSeconds.ifPresentOrElse(seconds -> node.put("etaSeconds", seconds), () -> node.putNull("etaSeconds"));
        return node.put("files", files).put("filesDone", filesDone).toString();
    }

    /** Reads what {@link #json()} wrote; empty for anything else. */
    public static Optional<Progress> parse(String text) {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
        for (String field : new String[] {"bytesTotal", "bytesDone", "bytesPerSecond", "files", "filesDone"}) {
            if (!node.path(field).isIntegralNumber()) {
                return Optional.empty();
            }
        }
        JsonNode eta = node.path("etaSeconds");
        return Optional.of(new Progress(
                node.path("bytesTotal").asLong(),
                node.path("bytesDone").asLong(),
                node.path("bytesPerSecond").asLong(),
                eta.isIntegralNumber() ? OptionalLong.of(eta.asLong()) : OptionalLong.empty(),
                node.path("files").asInt(),
                node.path("filesDone").asInt()));
    }
}
