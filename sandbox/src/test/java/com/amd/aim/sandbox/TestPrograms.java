package com.amd.aim.sandbox;

import com.amd.aim.sandbox.kubelet.ContainerRunner;
import com.amd.aim.sandbox.kubelet.ContainerStart;
import com.amd.aim.sandbox.kubelet.ContainerStartException;
import com.amd.aim.sandbox.kubelet.RunningContainer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Programs for the containers of tests: {@code exit CODE [MESSAGE]} writes the message where a termination message
 * belongs and ends; {@code wait} runs until it is asked to end; {@code stubborn} only ends when it is killed; {@code
 * write PATH TEXT} and {@code read PATH} (exit code 1 where there is nothing) use the container's files; {@code serve
 * PORT PATH} answers HTTP with 200 while the file is there and 503 while it is not; {@code print WORD…} logs.
 */
public final class TestPrograms implements ContainerRunner {

    @Override
    public RunningContainer start(ContainerStart start) throws ContainerStartException {
        List<String> command = start.command();
        if (command.isEmpty()) {
            throw new ContainerStartException("no command");
        }
        try {
            return switch (command.getFirst()) {
                case "exit" -> exit(start);
                case "wait" -> new Waiting(new CompletableFuture<>(), true);
                case "stubborn" -> new Waiting(new CompletableFuture<>(), false);
                case "write" -> write(start);
                case "read" -> ended(Files.exists(start.hostPath(command.get(1))) ? 0 : 1);
                case "serve" -> serve(start);
                case "print" -> {
                    start.log().println(String.join(" ", command.subList(1, command.size())));
                    yield ended(start.env().containsKey("FAIL") ? 1 : 0);
                }
                default -> throw new ContainerStartException("no program " + command.getFirst());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunningContainer exit(ContainerStart start) throws IOException {
        if (start.command().size() > 2) {
            Files.writeString(
                    start.hostPath(start.terminationMessagePath()),
                    start.command().get(2));
        }
        return ended(Integer.parseInt(start.command().get(1)));
    }

    private static RunningContainer write(ContainerStart start) throws IOException {
        Path file = start.hostPath(start.command().get(1));
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, start.command().get(2));
        return ended(0);
    }

    private static RunningContainer serve(ContainerStart start) throws IOException {
        int port = start.ports().applyAsInt(Integer.parseInt(start.command().get(1)));
        Path file = start.hostPath(start.command().get(2));
        HttpServer server = HttpServer.create(new InetSocketAddress(start.podIp(), port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(Files.exists(file) ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        CompletableFuture<Integer> end = new CompletableFuture<>();
        var _ = end.whenComplete((_, _) -> server.stop(0));
        return new Waiting(end, true);
    }

    private static RunningContainer ended(int code) {
        return new Waiting(CompletableFuture.completedFuture(code), true);
    }

    private record Waiting(CompletableFuture<Integer> exitCode, boolean obedient) implements RunningContainer {
        @Override
        public void stop(Duration grace) {
            if (obedient) {
                exitCode.complete(0);
            } else {
                exitCode.completeOnTimeout(137, grace.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
