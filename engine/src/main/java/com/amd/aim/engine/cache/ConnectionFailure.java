package com.amd.aim.engine.cache;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a broken connection is called. */
final class ConnectionFailure {
    private ConnectionFailure() {}

    static TransientFailure of(URI uri, Exception e) {
        return new TransientFailure(
                new DownloadFailure(
                        DownloadError.UNREACHABLE,
                        "%s cannot be reached: %s; %s.".formatted(uri.getAuthority(), reason(e), wayOut(e))),
                null);
    }

    private static String reason(Exception e) {
        if (has(e, UnresolvedAddressException.class)) {
            return "its name cannot be resolved";
        }
        if (has(e, HttpConnectTimeoutException.class)) {
            return "connecting takes too long";
        }
        if (e instanceof TimeoutException) {
            return "it does not answer";
        }
        if (has(e, ConnectException.class)) {
            return "the connection is refused";
        }
        return has(e, SSLException.class)
                ? "TLS failed (%s)".formatted(last(e))
                : "the connection broke (%s)".formatted(last(e));
    }

    private static String wayOut(Exception e) {
        return has(e, SSLException.class)
                ? "for a private certificate authority set SSL_CERT_FILE"
                : "check the network, HTTPS_PROXY and NO_PROXY, and HF_ENDPOINT for a mirror";
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        return chain(e).anyMatch(type::isInstance);
    }

    /** The innermost message says most: what wraps it repeats or drops it. */
    private static String last(Throwable e) {
        return chain(e).map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((_, inner) -> inner)
                .orElse(e.getClass().getSimpleName());
    }

    private static Stream<Throwable> chain(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }
}
