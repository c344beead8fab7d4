package com.amd.aim.engine.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is still to be read.
 *
 * @param uri who answered, after redirects
 * @param status the HTTP status
 * @param headers its headers
 * @param body closed with this
 */
record HubAnswer(URI uri, int status, HttpHeaders headers, BodyReader body) implements AutoCloseable {
    private static final int LARGEST_TEXT = 64 << 20;

    /** The next part of the body; null at its end. */
    @Nullable List<ByteBuffer> next() throws TransientFailure, InterruptedException {
        try {
            return body.next();
        } catch (HttpTimeoutException e) {
            throw new TransientFailure(
                    new DownloadFailure(
                            DownloadError.STALLED,
                            "The download from %s stalled: %s; check the network between here and there."
                                    .formatted(uri.getHost(), e.getMessage())),
                    null);
        } catch (IOException e) {
            throw ConnectionFailure.of(uri, e);
        }
    }

    /** The whole body as text. */
    String text() throws TransientFailure, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (List<ByteBuffer> part = next(); part != null && bytes.size() < LARGEST_TEXT; part = next()) {
            for (ByteBuffer buffer : part) {
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                bytes.writeBytes(chunk);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        body.close();
    }
}
