package com.amd.aim.sandbox.api;

import com.amd.aim.sandbox.api.tls.OwnCertificate;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One port on loopback, with a virtual thread for each request. */
final class Listener implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("api-", 0).factory());

    private Listener(HttpServer server, HttpHandler handler) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
    }

    /** @param port 0 for any free one */
    static Listener plain(int port, HttpHandler handler) throws IOException {
        tune();
        return new Listener(HttpServer.create(loopback(port), 0), handler);
    }

    /** @param port 0 for any free one */
    static Listener secured(int port, OwnCertificate certificate, HttpHandler handler) throws IOException {
        tune();
        HttpsServer server = HttpsServer.create(loopback(port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        return new Listener(server, handler);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    /**
     * The JDK's server reads these once: without nodelay a watch event waits for the client's acknowledgement (40 ms); with the default idle
     * time it closes connections just as clients use them again.
     */
    private static void tune() {
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.idleInterval", "600");
        setIfAbsent("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
