package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.PortMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Looks once, as a probe says: over real HTTP or TCP at the pod's own address. */
final class ProbeCheck {

    /** Headers that the HTTP client sets itself and refuses to be told. */
    private static final Set<String> RESERVED = Set.of("host", "connection", "content-length", "expect", "upgrade");

    private final HttpClient http;

    ProbeCheck(HttpClient http) {
        this.http = http;
    }

    /** Why a probe cannot be carried out here; nothing where it can. */
    static Optional<String> refusal(Probe probe) {
        if (probe.getHttpGet() != null) {
            return "HTTPS".equals(probe.getHttpGet().getScheme())
                    ? Optional.of("httpGet over HTTPS is not carried out by a simulated node")
                    : Optional.empty();
        }
        if (probe.getTcpSocket() != null) {
            return Optional.empty();
        }
        return Optional.of((probe.getExec() != null ? "exec" : "grpc")
                + " is not carried out by a simulated node; use httpGet or tcpSocket");
    }

    /** Nothing when the probe succeeded, else what went wrong, as events tell it. */
    Optional<String> look(Probe probe, Container container, InetAddress podIp, PortMap ports, Duration timeout)
            throws InterruptedException {
        Optional<String> refusal = refusal(probe);
        if (refusal.isPresent()) {
            return refusal;
        }
        return probe.getHttpGet() != null
                ? get(probe.getHttpGet(), container, podIp, ports, timeout)
                : connect(
                        host(probe.getTcpSocket().getHost(), podIp),
                        ports.listening(port(probe.getTcpSocket().getPort(), container)),
                        timeout);
    }

    private Optional<String> get(
            HTTPGetAction get, Container container, InetAddress podIp, PortMap ports, Duration timeout)
            throws InterruptedException {
        String path = Objects.requireNonNullElse(get.getPath(), "/");
        int port = ports.listening(port(get.getPort(), container));
        String uri = "http://" + host(get.getHost(), podIp) + ":" + port + (path.startsWith("/") ? path : "/" + path);
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(uri)).timeout(timeout).header("User-Agent", "kube-probe/1.36");
            for (HTTPHeader header : Objects.requireNonNullElse(get.getHttpHeaders(), List.<HTTPHeader>of())) {
                if (!RESERVED.contains(header.getName().toLowerCase(java.util.Locale.ROOT))) {
                    request.setHeader(header.getName(), header.getValue());
                }
            }
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status >= 200 && status < 400
                    ? Optional.empty()
                    : Optional.of("HTTP probe failed with statuscode: " + status);
        } catch (IOException e) {
            return Optional.of("Get \"" + uri + "\": " + reason(e));
        }
    }

    private static Optional<String> connect(String host, int port, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("dial tcp " + host + ":" + port + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.net.http.HttpTimeoutException _, java.net.SocketTimeoutException _ ->
                "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
            case java.net.ConnectException _ -> "connect: connection refused";
            default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    }

    private static String host(@org.jspecify.annotations.Nullable String host, InetAddress podIp) {
        return host == null || host.isEmpty() ? podIp.getHostAddress() : host;
    }

    /** A port by its number or by the name the container gives it; 0, which nobody listens on, for an unknown name. */
    private static int port(IntOrString port, Container container) {
        if (port.getIntVal() != null) {
            return port.getIntVal();
        }
        return container.getPorts().stream()
                .filter(named -> port.getStrVal().equals(named.getName()))
                .map(named -> named.getContainerPort())
                .findFirst()
                .orElse(0);
    }
}
