package com.amd.aim.sandbox.client;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientImpl;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Ends the JDK's HTTP clients with the Kubernetes client that uses them. Left to itself, fabric8 forgets them and their
 * selector threads go on until the garbage collector notices.
 */
final class PromptHttpClientFactory extends JdkHttpClientFactory {

    private final List<HttpClient> built = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        // the API speaks HTTP/1.1 here; asking for an upgrade on each connection is a waste
        return new Remembering(HttpClient.newBuilder()).executor(executor).version(HttpClient.Version.HTTP_1_1);
    }

    @Override
    protected void closeHttpClient(JdkHttpClientImpl client) {
        built.forEach(HttpClient::shutdownNow);
        executor.shutdownNow();
    }

    /** Passes everything on and remembers what was built. */
    private final class Remembering implements HttpClient.Builder {

        private final HttpClient.Builder builder;

        Remembering(HttpClient.Builder builder) {
            this.builder = builder;
        }

        @Override
        public HttpClient build() {
            HttpClient client = builder.build();
            built.add(client);
            return client;
        }

        @Override
        public HttpClient.Builder cookieHandler(CookieHandler value) {
            builder.cookieHandler(value);
            return this;
        }

        @Override
        public HttpClient.Builder connectTimeout(Duration value) {
            builder.connectTimeout(value);
            return this;
        }

        @Override
        public HttpClient.Builder sslContext(SSLContext value) {
            builder.sslContext(value);
            return this;
        }

        @Override
        public HttpClient.Builder sslParameters(SSLParameters value) {
            builder.sslParameters(value);
            return this;
        }

        @Override
        public HttpClient.Builder executor(Executor value) {
            builder.executor(value);
            return this;
        }

        @Override
        public HttpClient.Builder followRedirects(HttpClient.Redirect value) {
            builder.followRedirects(value);
            return this;
        }

        @Override
        public HttpClient.Builder version(HttpClient.Version value) {
            // fabric8 asks for HTTP/2 unless told otherwise; see above
            builder.version(HttpClient.Version.HTTP_1_1);
            return this;
        }

        @Override
        public HttpClient.Builder priority(int value) {
            builder.priority(value);
            return this;
        }

        @Override
        public HttpClient.Builder proxy(ProxySelector value) {
            builder.proxy(value);
            return this;
        }

        @Override
        public HttpClient.Builder authenticator(Authenticator value) {
            builder.authenticator(value);
            return this;
        }

        @Override
        public HttpClient.Builder localAddress(InetAddress value) {
            builder.localAddress(value);
            return this;
        }
    }
}
