package com.amd.aim.engine.cache;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body, pulled by one thread, which notices when it stays silent too long: the client's own stream would wait for ever on a
 * connection that is open and dead. Holds at most {@link #AHEAD} chunks that nobody has read yet.
 */
final class BodyReader implements HttpResponse.BodySubscriber<BodyReader>, AutoCloseable {
    private static final int AHEAD = 16;

    private sealed interface Signal {
        record Data(List<ByteBuffer> buffers) implements Signal {}

        record Failed(Throwable cause) implements Signal {}

        record End() implements Signal {}
    }

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Duration silence;
    private Flow.@Nullable Subscription source;
    private boolean closed;

    BodyReader(Duration silence) {
        this.silence = silence;
    }

    /**
     * The next part of the body; null at its end.
     *
     * @throws HttpTimeoutException when nothing came for too long
     * @throws IOException when the connection broke
     */
    @Nullable List<ByteBuffer> next() throws IOException, InterruptedException {
        Signal signal = signals.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
        return switch (signal) {
            case null -> {
                close();
                throw new HttpTimeoutException("nothing arrived for %d s".formatted(silence.toSeconds()));
            }
            case Signal.Data data -> {
                requestOneMore();
                yield data.buffers();
            }
            case Signal.Failed failed -> throw new IOException(failed.cause());
            case Signal.End end -> {
                signals.add(end);
                yield null;
            }
        };
    }

    /** Drops the rest of the body; the connection is of no use then. */
    @Override
    public synchronized void close() {
        closed = true;
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public CompletionStage<BodyReader> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        if (closed) {
            subscription.cancel();
        } else {
            subscription.request(AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Data(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Signal.Failed(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    private synchronized void requestOneMore() {
        if (source != null) {
            source.request(1);
        }
    }
}
