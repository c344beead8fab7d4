package com.amd.aim.operator.harness;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds back what the watches of one resource tell: no order is promised between the watches of two. */
final class LateNews implements Interceptor {
    private @Nullable String held;
    private final List<Told> waiting = new ArrayList<>();

    private record Told(AsyncBody.Consumer<List<ByteBuffer>> listener, List<ByteBuffer> news, AsyncBody more) {
        void deliver() {
            try {
                listener.consume(news, more);
            } catch (Exception e) {
                throw new IllegalStateException("a watch does not take what it is told", e);
            }
        }
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> listener, HttpRequest request) {
        return (news, more) -> {
            Told told = new Told(listener, news, more);
            if (!keep(request, told)) {
                told.deliver();
            }
        };
    }

    synchronized void hold(String plural) {
        held = plural;
    }

    void release() {
        List<Told> late;
        synchronized (this) {
            held = null;
            late = List.copyOf(waiting);
            waiting.clear();
        }
        late.forEach(Told::deliver);
    }

    /** A watch asks for no more before it was told, so that its order stays. */
    private synchronized boolean keep(HttpRequest request, Told told) {
        return held != null
                && request.uri().getPath().endsWith("/" + held)
                && String.valueOf(request.uri().getQuery()).contains("watch=true")
                && waiting.add(told);
    }
}
