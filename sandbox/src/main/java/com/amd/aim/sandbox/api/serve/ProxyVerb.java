package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.ApiFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Passes requests on to pods, directly or behind a service, and their answers back as they come. */
final class ProxyVerb implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    /** Of one connection only, or set by the client itself; the token is not for pods to see. */
    private static final Set<String> OWN = Set.of(
            "authorization",
            "proxy-authorization",
            "connection",
            "proxy-connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final Backends backends;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    ProxyVerb(Backends backends) {
        this.backends = backends;
    }

    void answer(Target target, Call call) throws IOException {
        if (target.type().plural().equals("nodes")) {
            throw ApiFailure.notImplemented("The sandbox's nodes are simulated: there is no kubelet to proxy to.");
        }
        if (target.tail().isEmpty() && !call.path().endsWith("/")) {
            String query = call.rawQuery().isEmpty() ? "" : "?" + call.rawQuery();
            call.responseHeader("Location", call.path() + "/" + query);
            call.send(301, "text/plain", new byte[0]);
            return;
        }
        String namespace = Objects.requireNonNull(target.namespace());
        InetSocketAddress backend = target.type().plural().equals("pods")
                ? backends.ofPod(namespace, target.named())
                : backends.ofService(namespace, target.named());
        pass(call, backend);
    }

    private void pass(Call call, InetSocketAddress backend) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(call, backend))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw ApiFailure.of(503, "ServiceUnavailable", "the server is shutting down");
        } catch (IOException unreachable) {
            throw ApiFailure.of(
                    503,
                    "ServiceUnavailable",
                    "error trying to reach service: " + backend + ": " + unreachable.getMessage());
        }
        copy(response, call);
    }

    private static URI uri(Call call, InetSocketAddress backend) {
        String path = call.path();
        String tail = path.substring(path.indexOf("/proxy/") + "/proxy".length());
        String query = call.rawQuery().isEmpty() ? "" : "?" + call.rawQuery();
        return URI.create("http://" + backend.getAddress().getHostAddress() + ":" + backend.getPort() + tail + query);
    }

    /** Each piece is passed on as it comes, so that streams of tokens arrive one by one. */
    private static void copy(HttpResponse<InputStream> response, Call call) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> call.responseHeader(name, value));
            }
        });
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = response.body();
                OutputStream out = call.stream(response.statusCode(), null)) {
            int length;
            while ((length = in.read(buffer)) >= 0) {
                out.write(buffer, 0, length);
                out.flush();
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
