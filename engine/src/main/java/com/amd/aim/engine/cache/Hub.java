package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A client of a model hub's HTTP API, as much of it as a download needs.
 *
 * <p>Redirects are followed here and not by the HTTP client: the token goes to the hub alone, whichever storage host the hub sends us to,
 * and nothing that began encrypted continues in the clear.
 */
public final class Hub implements AutoCloseable {
    private static final int MOST_REDIRECTS = 8;

    private final HubSettings settings;
    private final TransferLimits limits;
    private final DownloadPorts ports;
    private final Retry retry;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    public Hub(HubSettings settings, TransferLimits limits, DownloadPorts ports) {
        this.settings = settings;
        this.limits = limits;
        this.ports = ports;
        this.retry = new Retry(limits, ports);
        // HTTP/1.1: files in parallel get a connection each instead of sharing the flow control of one
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.answer())
                .proxy(settings.proxies())
                .executor(threads);
        if (settings.trust() != null) {
            builder.sslContext(settings.trust());
        }
        this.client = builder.build();
    }

    /**
     * What the repository consists of at the source's revision.
     *
     * @throws DownloadException with the reason, after trying again where that can help
     */
    public ModelInfo info(HubSource source) throws DownloadException, InterruptedException {
        URI uri =
                at("/api/models/%s/revision/%s?blobs=true".formatted(source.repository(), encoded(source.revision())));
        String json = retry.call(() -> {
            try (HubAnswer answer = send("GET", uri, source, 0)) {
                return answer.text();
            }
        });
        return ModelInfo.parse(source.repository(), json);
    }

    /**
     * Asks whether this token may download a file, without downloading it: a gated repository shows its list of files to everyone.
     *
     * @throws DownloadException with the reason, after trying again where that can help
     */
    public void checkAccess(HubSource source, String commit, HubFile file)
            throws DownloadException, InterruptedException {
        retry.call(() -> {
            try (HubAnswer answer = send("HEAD", file(source, commit, file), source, 0)) {
                return answer.status();
            }
        });
    }

    /** Opens a file from a byte on; the answer is 200 with all of it where a server cannot do ranges, else 206. */
    HubAnswer open(HubSource source, String commit, HubFile file, long from)
            throws TransientFailure, DownloadException, InterruptedException {
        return send("GET", file(source, commit, file), source, from);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        threads.close();
    }

    private HubAnswer send(String method, URI uri, HubSource source, long from)
            throws TransientFailure, DownloadException, InterruptedException {
        URI at = uri;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HubAnswer answer = exchange(request(method, at, from));
            boolean redirect = answer.status() / 100 == 3
                    && answer.headers().firstValue("Location").isPresent();
            if (!redirect) {
                return accepted(answer, source);
            }
            answer.text();
            URI next = at.resolve(answer.headers().firstValue("Location").orElseThrow());
            if (method.equals("HEAD") && !settings.isHub(next)) {
                return answer; // the hub has let us through to its storage; what it stores need not be touched
            }
            if ("https".equals(at.getScheme()) && !"https".equals(next.getScheme())) {
                throw new DownloadException(
                        DownloadError.INTERNAL,
                        "%s redirects from https to %s://%s, which is refused."
                                .formatted(at.getAuthority(), next.getScheme(), next.getAuthority()));
            }
            at = next;
        }
        throw new DownloadException(DownloadError.INTERNAL, "%s redirects in circles.".formatted(settings.endpoint()));
    }

    private HttpRequest request(String method, URI uri, long from) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("User-Agent", "aim-engine");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        if (settings.token() != null && settings.isHub(uri)) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        return request.build();
    }

    /**
     * The answer is taken from where the client hands over its head: the client's own result fails as a whole when the connection breaks
     * soon after, and the bytes that came until then would be lost. The time limit is held here since the request's own would, in other
     * versions of Java, end a long body too.
     */
    private HubAnswer exchange(HttpRequest request) throws TransientFailure, InterruptedException {
        CompletableFuture<HubAnswer> answer = new CompletableFuture<>();
        CompletableFuture<HttpResponse<BodyReader>> exchange = client.sendAsync(request, head -> {
            BodyReader body = new BodyReader(limits.stall());
            answer.complete(new HubAnswer(request.uri(), head.statusCode(), head.headers(), body));
            return body;
        });
        CompletableFuture<?> _ = exchange.exceptionally(e -> {
            answer.completeExceptionally(e);
            return null;
        });
        try {
            return answer.get(limits.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            exchange.cancel(true);
            throw ConnectionFailure.of(request.uri(), e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw e;
        }
    }

    private HubAnswer accepted(HubAnswer answer, HubSource source) throws TransientFailure, DownloadException {
        if (answer.status() == 200 || answer.status() == 206) {
            return answer;
        }
        answer.close();
        if (!settings.isHub(answer.uri())) {
            throw HubRefusal.ofStorage(answer.uri(), answer.status());
        }
        HubRefusal refusal = new HubRefusal(source, settings.endpoint(), settings.token() != null);
        throw refusal.of(answer.status(), answer.headers(), ports.clock().instant());
    }

    private URI file(HubSource source, String commit, HubFile file) {
        String path =
                Arrays.stream(file.path().split("/", -1)).map(Hub::encoded).collect(Collectors.joining("/"));
        return at("/%s/resolve/%s/%s".formatted(source.repository(), commit, path));
    }

    private URI at(String path) {
        return URI.create(settings.endpoint() + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
