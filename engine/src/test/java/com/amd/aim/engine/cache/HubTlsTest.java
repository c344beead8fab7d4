package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amd.aim.engine.model.HubSource;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTlsTest {
    private static final String PASSWORD = "changeit";
    private static final TransferLimits LIMITS = new TransferLimits(
            1, 1, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30));

    @TempDir
    static Path directory;

    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        Path store = directory.resolve("hub.p12");
        keytool("-genkeypair", store, "-dname", "CN=hub", "-ext", "san=ip:127.0.0.1", "-keyalg", "EC");
        keytool(
                "-exportcert",
                store,
                "-rfc",
                "-file",
                directory.resolve("ca.pem").toString());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", HubTlsTest::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void keytool(String verb, Path store, String... more) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(
                List.of(tool, verb, "-alias", "hub", "-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().contains("away")) {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            byte[] body = "{\"sha\":\"%s\"}".formatted("0".repeat(40)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static ModelInfo info(String repository, Map<String, String> env)
            throws DownloadException, InterruptedException {
        String endpoint = "https://127.0.0.1:" + server.getAddress().getPort();
        DownloadPorts ports = new DownloadPorts(InstantSource.system(), _ -> {}, _ -> 0, _ -> {});
        try (Hub hub = new Hub(HubSettings.of(env, UnaryOperator.identity(), endpoint), LIMITS, ports)) {
            return hub.info(new HubSource(repository, "main"));
        }
    }

    private static Map<String, String> trusting() {
        return Map.of("SSL_CERT_FILE", directory.resolve("ca.pem").toString());
    }

    @Test
    @DisplayName("a private certificate authority is trusted through SSL_CERT_FILE")
    void trusted() throws Exception {
        assertThat(info("a/b", trusting()).commit()).isEqualTo("0".repeat(40));
    }

    @Test
    @DisplayName("a certificate that nobody vouches for is refused, with the way to trust it")
    void untrusted() {
        DownloadException e = catchThrowableOfType(DownloadException.class, () -> info("a/b", Map.of()));
        assertThat(e.failure().error()).isEqualTo(DownloadError.UNREACHABLE);
        assertThat(e).hasMessageContaining("TLS failed").hasMessageContaining("set SSL_CERT_FILE");
    }

    @Test
    @DisplayName("what began encrypted does not continue in the clear")
    void downgrade() {
        assertThat(catchThrowableOfType(DownloadException.class, () -> info("a/away", trusting())))
                .hasMessageContaining("redirects from https to http://127.0.0.1:1, which is refused");
    }
}
