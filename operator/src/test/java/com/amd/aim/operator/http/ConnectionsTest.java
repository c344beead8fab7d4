package com.amd.aim.operator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @DisplayName("an informer watches anew when the API server goes while the last thing it said is still worked on")
    void lastWords() throws Exception {
        try (LastWords server = new LastWords();
                KubernetesClient client = Connections.to(server.config());
                var _ = client.configMaps().inNamespace("default").inform(new Indifferent())) {
            await().atMost(PATIENCE).until(() -> server.watches.get() > 1);
        }
    }

    @Test
    @DisplayName("what is written in any language is heard as it is, wherever the network cuts it")
    void anyLanguage() throws Exception {
        try (LastWords server = new LastWords();
                KubernetesClient client = Connections.to(server.config());
                SharedIndexInformer<ConfigMap> heard =
                        client.configMaps().inNamespace("default").inform(new Indifferent())) {
            await().atMost(PATIENCE)
                    .until(
                            () -> heard.getStore().list().stream()
                                    .map(ConfigMap::getData)
                                    .toList(),
                            List.of(Map.of("größe", LastWords.TEXT))::equals);
        }
    }

    private static final class Indifferent implements ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap object) {}

        @Override
        public void onUpdate(ConfigMap before, ConfigMap after) {}

        @Override
        public void onDelete(ConfigMap object, boolean finalStateUnknown) {}
    }

    /** An API server that dies when it has told a watch one event, by WebSocket or without, and is back at once. */
    private static final class LastWords implements AutoCloseable {
        private static final String TEXT = "8 × 模型 – 😀, genug…";
        private static final byte[] EVENT = """
                {"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"m","namespace":"default","resourceVersion":"2"},\
                "data":{"größe":"%s"}}}
                """.formatted(TEXT).getBytes(UTF_8);
        private static final String LIST = """
                {"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[]}""";

        /** Of bytes, so that characters are cut. */
        private static final int PIECE = 7;

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger watches = new AtomicInteger();

        LastWords() throws IOException {
            Thread.ofVirtual().start(this::accept);
        }

        Config config() {
            return new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + socket.getLocalPort())
                    .build();
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException e) {
                    // closed
                }
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
                String request = in.readLine();
                Map<String, String> headers = new HashMap<>();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    String[] header = line.split(": *", 2);
                    headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
                }
                answer(String.valueOf(request), headers, connection.getOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void answer(String request, Map<String, String> headers, OutputStream out) throws IOException {
            if (!request.contains("watch=true")) {
                say(
                        out,
                        "HTTP/1.1 200 OK\r\nContent-Length: " + LIST.length() + "\r\nConnection: close\r\n\r\n" + LIST);
                return;
            }
            watches.incrementAndGet();
            String key = headers.get("sec-websocket-key");
            if (key == null) {
                say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (int from = 0; from < EVENT.length; from += PIECE) {
                    int length = Math.min(PIECE, EVENT.length - from);
                    say(out, Integer.toHexString(length) + "\r\n");
                    out.write(EVENT, from, length);
                    say(out, "\r\n");
                }
            } else {
                say(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
                say(out, "Sec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n");
                out.write(new byte[] {(byte) 0x81, 126, (byte) (EVENT.length >> 8), (byte) EVENT.length});
                out.write(EVENT);
            }
        }

        private static void say(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(UTF_8));
            out.flush();
        }

        private static String accepted(String key) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
                return Base64.getEncoder().encodeToString(digest);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
