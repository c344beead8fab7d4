package com.amd.aim.sandbox.serving;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An engine that serves without computing: it reads its command line, looks for its model, takes its time to load, and
 * only then opens its port and answers the OpenAI API, each answer saying what it is; {@code --headless} it opens none. What makes
 * vLLM or SGLang end makes it end, with the same exit code: 2 for a command line that it refuses, 1 for a model that is not there or for
 * more GPUs than there are. Of a server over several nodes no part waits for another.
 */
public final class SimulatedEngine {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

    private final EngineStart start;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong deadline = new AtomicLong(Long.MAX_VALUE);
    private final Thread thread;
    private volatile @Nullable ExecutorService serving;

    private SimulatedEngine(EngineStart start) {
        this.start = start;
        this.thread = Thread.ofVirtual().name("engine").unstarted(this::run);
    }

    /** Whether the command starts a vLLM or SGLang server: {@code vllm serve …}, {@code python3 -m sglang.launch_server …}. */
    public static boolean recognizes(List<String> command) {
        return EngineArguments.recognizes(command);
    }

    /** Starts an engine and returns at once. */
    public static SimulatedEngine start(EngineStart start) {
        SimulatedEngine engine = new SimulatedEngine(start);
        engine.thread.start();
        return engine;
    }

    /** Completes when the engine has ended and its port is free. */
    public CompletableFuture<Integer> exitCode() {
        return exitCode;
    }

    /** Takes no more connections, finishes what it is answering, and ends; cuts it off after {@code grace}. */
    public void stop(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        deadline.accumulateAndGet(end, (before, now) -> before == Long.MAX_VALUE || now - before < 0 ? now : before);
        stopped.countDown();
        ExecutorService answering = serving;
        if (grace.isZero() && answering != null) {
            answering.shutdownNow();
            // an earlier, patient stop may be waiting for an answer that was cut off here and will not come
            thread.interrupt();
        }
    }

    private void run() {
        int code = 1;
        try {
            code = serve(EngineArguments.parse(start.command()));
        } catch (EngineArguments.Refused e) {
            Dialect dialect = SglangCommand.recognizes(start.command()) ? Dialect.SGLANG : Dialect.VLLM;
            start.log().println(dialect.usage());
            start.log().println(dialect.program() + ": error: " + e.getMessage());
            code = 2;
        } catch (IOException e) {
            error("OSError: " + e.getMessage());
        } catch (InterruptedException _) {
            code = 0; // by stop, before there was anything to wait for
        } finally {
            exitCode.complete(code);
        }
    }

    private int serve(EngineArguments arguments) throws IOException, InterruptedException {
        info(arguments.dialect().title() + " version " + start.version() + " (simulated: no model is run)");
        info("non-default args: " + arguments.options());
        Optional<Path> model = ready(arguments);
        if (model.isEmpty()) {
            return 1;
        }
        info("Starting to load model " + arguments.model() + "...");
        if (stopped.await(start.loading().toNanos(), TimeUnit.NANOSECONDS)) {
            return 0;
        }
        info("Model loading took " + start.loading().toMillis() / 1000.0 + " seconds");
        if (arguments.face() == EngineArguments.Face.NONE) {
            info("Headless: the node with rank 0 serves");
            stopped.await();
            return 0;
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            serving = executor;
            HttpServer server = listen(arguments, model.get(), executor);
            try {
                info("Started server process, listening on " + server.getAddress());
                stopped.await();
                info("Shutting down");
            } finally {
                server.stop(secondsLeft());
                executor.shutdownNow();
            }
        }
        info("Finished server process");
        return 0;
    }

    /** Checks what engines check before they load. */
    private Optional<Path> ready(EngineArguments arguments) {
        if (start.gpus() == 0) {
            error("RuntimeError: No HIP GPUs are available");
            return Optional.empty();
        }
        if (arguments.worldSize() > start.gpus()) {
            error("ValueError: World size (" + arguments.worldSize() + ") is larger than the number of available GPUs ("
                    + start.gpus() + ") in this node.");
            return Optional.empty();
        }
        Map<String, String> env = start.env();
        Optional<Path> found = ModelFiles.find(arguments.model(), arguments.revision(), env, start.paths());
        if (found.isEmpty() && isTrue(env.getOrDefault("HF_HUB_OFFLINE", ""))) {
            error("OSError: We couldn't connect to '" + env.getOrDefault("HF_ENDPOINT", "https://huggingface.co")
                    + "' to load the files, and couldn't find them in the cached files.");
            error("Cannot find '" + arguments.model() + "' under " + ModelFiles.hubCache(env)
                    + " while offline mode is enabled (HF_HUB_OFFLINE=1).");
        } else if (found.isEmpty()) {
            error("OSError: '" + arguments.model() + "' is not in " + ModelFiles.hubCache(env)
                    + " and the simulated engine downloads nothing: fill the cache first.");
        }
        return found;
    }

    private HttpServer listen(EngineArguments arguments, Path model, ExecutorService executor) throws IOException {
        HttpServer server = HttpServer.create(address(arguments), 0);
        server.setExecutor(executor);
        new OpenAiApi(arguments, start, ModelFiles.maxLength(model)).register(server);
        server.start();
        return server;
    }

    /** Who listens on loopback only is heard by nobody outside its container: any free port stands for that. */
    private InetSocketAddress address(EngineArguments arguments) throws IOException {
        boolean alone = arguments.host().equals("localhost") || arguments.host().startsWith("127.");
        return alone
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)
                : new InetSocketAddress(start.address(), start.ports().applyAsInt(arguments.port()));
    }

    private int secondsLeft() {
        long left = TimeUnit.NANOSECONDS.toSeconds(deadline.get() - System.nanoTime() + 999_999_999);
        return Math.toIntExact(Math.clamp(left, 0, 3600));
    }

    private static boolean isTrue(String text) {
        return text.equals("1")
                || text.equalsIgnoreCase("true")
                || text.equalsIgnoreCase("yes")
                || text.equalsIgnoreCase("on");
    }

    private void info(String message) {
        start.log().println("INFO " + STAMP.format(LocalDateTime.now(ZoneOffset.UTC)) + " [api_server.py] " + message);
    }

    private void error(String message) {
        start.log().println("ERROR " + STAMP.format(LocalDateTime.now(ZoneOffset.UTC)) + " [core.py] " + message);
    }
}
