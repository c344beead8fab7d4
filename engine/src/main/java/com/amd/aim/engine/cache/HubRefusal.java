package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer other than success means. The hub tells cases of one status apart in {@code X-Error-Code} ({@code GatedRepo},
 * {@code RepoNotFound}, {@code RevisionNotFound}, {@code EntryNotFound}) and {@code X-Error-Message}; it answers 401 both for what does
 * not exist and for what is private when it is asked without a token.
 *
 * @param source what was asked for
 * @param endpoint the hub
 * @param withToken whether the request carried a token
 */
record HubRefusal(HubSource source, URI endpoint, boolean withToken) {
    /** {@code "api";r=0;t=55}: nothing is left of the rate for 55 seconds. */
    private static final Pattern RATE_LIMIT = Pattern.compile("r\\s*=\\s*0\\s*;\\s*t\\s*=\\s*(\\d{1,6})");

    /** Where a token goes. */
    private static final String TOKEN = "HF_TOKEN (in a cluster a key of the credentials Secret)";

    private static final String BAD_TOKEN = "Invalid credentials in Authorization header";

    /**
     * What the answer of the hub itself means, when another try is of no use.
     *
     * @throws TransientFailure when it is
     */
    DownloadException of(int status, HttpHeaders headers, Instant now) throws TransientFailure {
        if (status == 429) {
            throw new TransientFailure(rateLimited(), askedPause(headers, now).orElse(null));
        }
        if (status == 408 || status >= 500) {
            throw new TransientFailure(
                    unreachable(endpoint, status), askedPause(headers, now).orElse(null));
        }
        return new DownloadException(lasting(status, headers));
    }

    /** What a storage host that the hub sent us to means: links expire, so the next try, with a new link, may succeed. */
    static TransientFailure ofStorage(URI host, int status) {
        return new TransientFailure(unreachable(host, status), null);
    }

    private DownloadFailure lasting(int status, HttpHeaders headers) {
        String code = headers.firstValue("X-Error-Code").orElse("");
        String said = headers.firstValue("X-Error-Message").orElse("");
        return switch (code) {
            case "GatedRepo" -> gated();
            case "RevisionNotFound" ->
                new DownloadFailure(
                        DownloadError.REVISION_NOT_FOUND,
                        "Repository %s has no revision \"%s\": %s/%s/tree/main lists its branches and tags."
                                .formatted(source.repository(), source.revision(), endpoint, source.repository()));
            case "EntryNotFound" ->
                new DownloadFailure(
                        DownloadError.NOT_FOUND,
                        "A file of %s that the hub listed is gone: plan the download again."
                                .formatted(source.repository()));
            case "RepoNotFound" -> notFound(status);
            default -> byStatus(status, said);
        };
    }

    private DownloadFailure byStatus(int status, String said) {
        boolean aboutToken = withToken || said.equals(BAD_TOKEN);
        return switch (status) {
            case 404 -> notFound(status);
            case 401 -> aboutToken ? refused(said) : notFound(status);
            case 403 -> refused(said);
            default ->
                new DownloadFailure(
                        DownloadError.INTERNAL,
                        "%s answers %d for %s%s: check that the endpoint speaks the Hugging Face API."
                                .formatted(endpoint, status, source.repository(), quoted(said)));
        };
    }

    private DownloadFailure refused(String said) {
        return new DownloadFailure(
                DownloadError.UNAUTHORIZED,
                "%s refuses %s for %s%s: put a valid one that may read it into %s."
                        .formatted(
                                endpoint,
                                withToken ? "the token" : "access without a token",
                                source.repository(),
                                quoted(said),
                                TOKEN));
    }

    private DownloadFailure gated() {
        return new DownloadFailure(
                DownloadError.GATED,
                "Repository %s is gated: accept its licence at %s/%s, then put a token of that account into %s%s."
                        .formatted(
                                source.repository(),
                                endpoint,
                                source.repository(),
                                TOKEN,
                                withToken ? " (the present token's account has not been granted access)" : ""));
    }

    private DownloadFailure notFound(int status) {
        String name = source.repository().substring(source.repository().indexOf('/') + 1);
        String search = "%s/models?search=%s finds names that exist".formatted(endpoint, name);
        String message = withToken || status == 404
                ? "There is no repository %s at %s that this %s may see: %s."
                        .formatted(source.repository(), endpoint, withToken ? "token" : "request", search)
                : ("Repository %s does not exist or is private, which %s does not tell apart without a token: %s; "
                                + "for a private one put a token into %s.")
                        .formatted(source.repository(), endpoint, search, TOKEN);
        return new DownloadFailure(DownloadError.NOT_FOUND, message);
    }

    private DownloadFailure rateLimited() {
        return new DownloadFailure(
                DownloadError.RATE_LIMITED,
                "%s limits the rate of requests: wait a few minutes%s."
                        .formatted(
                                endpoint,
                                withToken ? "" : ", or put a token into " + TOKEN + ", which has a higher limit"));
    }

    private static DownloadFailure unreachable(URI host, int status) {
        return new DownloadFailure(
                DownloadError.UNREACHABLE,
                "%s answers %d: it has a problem of its own, or a proxy on the way has; try again later."
                        .formatted(host.getAuthority(), status));
    }

    private static String quoted(String said) {
        return said.isBlank() ? "" : " (\"%s\")".formatted(said);
    }

    /** {@code Retry-After} in seconds or as a date, else the reset time of an exhausted {@code RateLimit}. */
    static Optional<Duration> askedPause(HttpHeaders headers, Instant now) {
        String after = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (after.isEmpty()) {
            Matcher limit = RATE_LIMIT.matcher(headers.firstValue("RateLimit").orElse(""));
            return limit.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(limit.group(1)))) : Optional.empty();
        }
        if (after.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
        }
        try {
            Instant then = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
