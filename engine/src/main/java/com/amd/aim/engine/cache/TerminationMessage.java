package com.amd.aim.engine.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a container leaves in its termination message file, and what the controller reads back from the pod's status.
 *
 * <pre>{@code
 * {"kind":"plan","revision":"<commit>","bytes":123,"files":9}
 * {"kind":"download","revision":"<commit>","bytes":123,"files":9,"fetchedBytes":123,"seconds":1.5}
 * {"kind":"verify","revision":"<commit>","bytes":123,"files":9}
 * {"error":"Gated","message":"one sentence"}
 * }</pre>
 */
public sealed interface TerminationMessage
        permits PlanResult, DownloadResult, VerifyResult, DownloadFailure, TerminationMessage.Unreadable {

    /** Kubernetes keeps this many bytes of the file. */
    int MAX_BYTES = 4096;

    /** A message of none of the known shapes: empty after a kill, a log's tail, or something else. */
    record Unreadable(String text) implements TerminationMessage {}

    /** One line of JSON of at most {@link #MAX_BYTES} bytes; a longer sentence is cut. */
    default String json() {
        return switch (this) {
            case PlanResult plan ->
                counted("plan", plan.revision(), plan.bytes(), plan.files()).toString();
            case VerifyResult verified ->
                counted("verify", verified.revision(), verified.bytes(), verified.files())
                        .toString();
            case DownloadResult done ->
                counted("download", done.revision(), done.bytes(), done.files())
                        .put("fetchedBytes", done.fetchedBytes())
                        .put("seconds", BigDecimal.valueOf(done.seconds()).setScale(3, RoundingMode.HALF_UP))
                        .toString();
            case DownloadFailure failure ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", failure.error().word())
                        .put("message", shortened(failure.message()))
                        .toString();
            case Unreadable unreadable -> shortened(unreadable.text());
        };
    }

    /** Reads what {@link #json()} wrote; anything else is {@link Unreadable}. An unknown error class is {@code Internal}. */
    static TerminationMessage parse(String text) {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException _) {
            return new Unreadable(text);
        }
        if (node.path("error").isTextual()) {
            DownloadError error =
                    DownloadError.parse(node.path("error").asText()).orElse(DownloadError.INTERNAL);
            return new DownloadFailure(error, node.path("message").asText());
        }
        if (!node.path("revision").isTextual()
                || !node.path("bytes").isIntegralNumber()
                || !node.path("files").isInt()) {
            return new Unreadable(text);
        }
        String revision = node.path("revision").asText();
        long bytes = node.path("bytes").asLong();
        int files = node.path("files").asInt();
        return switch (node.path("kind").asText()) {
            case "plan" -> new PlanResult(revision, bytes, files);
            case "verify" -> new VerifyResult(revision, bytes, files);
            case "download" ->
                new DownloadResult(
                        revision,
                        bytes,
                        files,
                        node.path("fetchedBytes").asLong(),
                        node.path("seconds").asDouble());
            default -> new Unreadable(text);
        };
    }

    private static ObjectNode counted(String kind, String revision, long bytes, int files) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("revision", revision)
                .put("bytes", bytes)
                .put("files", files);
    }

    /** In JSON a character takes at most six bytes, as an escape; what stands around the sentence takes less than 96. */
    private static String shortened(String text) {
        int longest = (MAX_BYTES - 96) / 6;
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
