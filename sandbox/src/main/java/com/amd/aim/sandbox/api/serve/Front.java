package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each HTTP request: who asks, who answers, what is noted, and errors as Status objects. */
public final class Front implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final byte[] token;
    private final Router router;
    private final Function<String, Optional<ApiFailure>> faults;
    private final Consumer<Answered> log;

    /** A request answered; the path of one without resource names none. */
    public record Answered(
            String verb,
            Call call,
            String resource,
            @Nullable String namespace,
            @Nullable String name,
            int status) {}

    /**
     * @param faults by the client's User-Agent: what it is answered in place of the truth
     * @param log told each request when its answer begins
     */
    public Front(String token, Router router, Function<String, Optional<ApiFailure>> faults, Consumer<Answered> log) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.router = router;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call[] self = new Call[1];
            Call call = new Call(exchange, status -> note(self[0], status));
            self[0] = call;
            try {
                answer(call);
            } catch (ApiFailure failure) {
                fail(call, failure);
            } catch (RuntimeException bug) {
                LOG.atError().setCause(bug).log("{} {} failed", call.method(), call.path());
                fail(call, ApiFailure.internal(String.valueOf(bug)));
            }
        }
    }

    private void answer(Call call) throws IOException {
        if (!isKnown(call)) {
            throw ApiFailure.of(401, "Unauthorized", "Unauthorized");
        }
        Optional<ApiFailure> fault = faults.apply(call.header("User-Agent"));
        if (fault.isPresent()) {
            throw fault.get();
        }
        router.answer(call, router.target(call));
    }

    private static void fail(Call call, ApiFailure failure) throws IOException {
        if (call.isAnswered()) {
            throw new IOException("the answer had begun", failure);
        }
        JsonNode retryAfter = failure.status().at("/details/retryAfterSeconds");
        if (retryAfter.isNumber()) {
            call.responseHeader("Retry-After", retryAfter.asText());
        }
        call.json(failure.code(), failure.status());
    }

    private boolean isKnown(Call call) {
        String authorization = call.header("Authorization");
        return authorization.startsWith("Bearer ") && isToken(authorization.substring(7));
    }

    private boolean isToken(String given) {
        return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }

    private void note(Call call, int status) {
        Optional<Target> target = router.target(call);
        log.accept(target.map(known -> new Answered(
                        Router.verb(known, call), call, known.resource(), known.namespace(), known.name(), status))
                .orElseGet(() ->
                        new Answered(call.method().toLowerCase(java.util.Locale.ROOT), call, "", null, null, status)));
    }
}
