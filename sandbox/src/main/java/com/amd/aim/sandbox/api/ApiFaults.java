package com.amd.aim.sandbox.api;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.Set;

/** What the server answers in place of the truth, as one does that is overloaded or whose storage is slow. Watches that are open stay. */
public final class ApiFaults {

    private static final int KINDS = 3;

    private Set<String> spared = Set.of();
    private double share;
    private double due;
    private long refused;

    /**
     * Refuses requests with 429, 500 and 503 in turn.
     *
     * @param ofAll which share of them, evenly: 1 is all, 0 none
     * @param sparedClients whose User-Agent is one of these is answered, as the parts of a cluster have a share of their own
     */
    public synchronized void refuse(double ofAll, Set<String> sparedClients) {
        share = ofAll;
        spared = Set.copyOf(sparedClients);
        due = 0;
    }

    synchronized Optional<ApiFailure> refusal(String userAgent) {
        if (share == 0 || spared.contains(userAgent)) {
            return Optional.empty();
        }
        due += share;
        if (due < 1) {
            return Optional.empty();
        }
        due -= 1;
        return Optional.of(failure((int) (refused++ % KINDS)));
    }

    private static ApiFailure failure(int turn) {
        return switch (turn) {
            case 0 ->
                ApiFailure.of(
                        429,
                        "TooManyRequests",
                        "the server has received too many requests and has asked us to try again later",
                        JsonNodeFactory.instance.objectNode().put("retryAfterSeconds", 1));
            case 1 -> ApiFailure.internal("etcdserver: request timed out");
            default -> ApiFailure.of(503, "ServiceUnavailable", "the server is currently unable to handle the request");
        };
    }
}
