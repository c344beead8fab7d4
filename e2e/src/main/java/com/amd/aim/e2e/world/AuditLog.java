package com.amd.aim.e2e.world;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The API server's own account of who asked for what. */
public final class AuditLog {
    /** The chart's service account, as the API server calls it. */
    public static final String OPERATOR = "system:serviceaccount:" + Cluster.OPERATOR_NAMESPACE + ":" + Cluster.RELEASE;

    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    AuditLog(Path file) {
        this.file = file;
    }

    /**
     * One request that was answered.
     *
     * @param verb of RBAC: get, list, watch, create, update, patch, delete, deletecollection
     * @param resource with its subresource, as {@code aimservices/status}; empty for other paths
     * @param code of the answer
     * @param credential the id of the token, by which processes of one account are told apart; empty where it has none
     * @param at when it arrived
     */
    public record Request(
            String user,
            String verb,
            String group,
            String resource,
            String namespace,
            String name,
            int code,
            String credential,
            Instant at) {
        /** Whether it changes something, or tried. */
        public boolean writes() {
            return !READS.contains(verb);
        }

        /** Whether it keeps or looks at the lease of the leader. */
        public boolean isLease() {
            return "leases".equals(resource);
        }
    }

    /** A place in the log: how many bytes it has by now. */
    public long mark() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All requests of the operator's account since a mark; 0 is the beginning. */
    public List<Request> operatorSince(long mark) {
        return requestsOf(OPERATOR, mark);
    }

    /** All requests of a user since a mark. */
    public List<Request> requestsOf(String user, long mark) {
        return since(mark).stream()
                .filter(request -> request.user().equals(user))
                .toList();
    }

    /** What the operator's account changed since a mark, the lease aside. */
    public List<Request> operatorWritesSince(long mark) {
        return operatorSince(mark).stream()
                .filter(Request::writes)
                .filter(request -> !request.isLease())
                .toList();
    }

    /**
     * Waits until the operator's account has changed nothing for a while: what follows by itself comes sooner.
     *
     * @param counted whether a write counts
     */
    public void awaitCalm(Predicate<Request> counted) {
        await().atMost(PATIENCE).until(() -> {
            long mark = mark();
            await().pollDelay(CALM).timeout(CALM.multipliedBy(4)).until(() -> true);
            return operatorWritesSince(mark).stream().noneMatch(counted);
        });
    }

    /** What one process changed or tried to since a mark, the lease aside, in the order of arrival. */
    public List<Request> writesOf(OperatorProcess process, long mark) {
        // most lines are of others, and need not be parsed
        return requests(text(mark).lines().filter(line -> line.contains(process.credential()))).stream()
                // the one that issued the token names it as well
                .filter(request -> request.credential().equals(process.credential()))
                .filter(Request::writes)
                .filter(request -> !request.isLease())
                .sorted(Comparator.comparing(Request::at))
                .toList();
    }

    /** All requests since a mark. A watch is in it as soon as it has begun. */
    public List<Request> since(long mark) {
        return requests(text(mark).lines());
    }

    private static List<Request> requests(Stream<String> lines) {
        return lines.map(AuditLog::parse)
                .filter(event -> !isEndOfWatch(event))
                .map(AuditLog::request)
                .toList();
    }

    /** Up to the last whole line: the API server may be writing the next. */
    private String text(long mark) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (log.length() - mark)];
            log.seek(mark);
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A watch is logged when it begins to answer, and again when it ends; one that is refused only ends. */
    private static boolean isEndOfWatch(JsonNode event) {
        return "watch".equals(event.path("verb").asText())
                && "ResponseComplete".equals(event.path("stage").asText())
                && event.at("/responseStatus/code").asInt() < 400;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String subresource = object.path("subresource").asText();
        return new Request(
                event.at("/user/username").asText(),
                event.path("verb").asText(),
                object.path("apiGroup").asText(),
                object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.at("/responseStatus/code").asInt(),
                event.at("/user/extra/authentication.kubernetes.io~1credential-id/0")
                        .asText(),
                Instant.parse(event.path("requestReceivedTimestamp").asText()));
    }
}
