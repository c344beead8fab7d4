package com.amd.aim.sandbox.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The HTTP face of the engine: the paths of vLLM or SGLang that are listed in {@link #register} and no other. */
final class OpenAiApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNLIMITED_LENGTH = 32_768;

    private final EngineArguments arguments;
    private final EngineStart start;
    private final OptionalInt modelLength;
    private final EngineMetrics metrics;
    private final Semaphore sequences;
    private final AtomicLong serial = new AtomicLong();
    private final long created = Instant.now().getEpochSecond();

    OpenAiApi(EngineArguments arguments, EngineStart start, OptionalInt modelLength) {
        this.arguments = arguments;
        this.start = start;
        this.modelLength = modelLength;
        this.metrics = new EngineMetrics(arguments.dialect(), arguments.names().getFirst());
        this.sequences = new Semaphore(Math.max(1, arguments.maxSequences()), true);
    }

    void register(HttpServer server) {
        server.createContext("/", exchange -> json(exchange, 404, "{\"detail\":\"Not Found\"}"));
        on(server, "GET", "/health", exchange -> text(exchange, 200, ""));
        if (arguments.face() != EngineArguments.Face.WHOLE) {
            return;
        }
        switch (arguments.dialect()) {
            case VLLM -> registerVllm(server);
            case SGLANG -> registerSglang(server);
        }
        on(server, "GET", "/v1/models", exchange -> json(exchange, 200, models().toString()));
        on(server, "POST", "/v1/chat/completions", exchange -> complete(exchange, true));
        on(server, "POST", "/v1/completions", exchange -> complete(exchange, false));
    }

    private void registerSglang(HttpServer server) {
        on(server, "GET", "/health_generate", exchange -> text(exchange, 200, ""));
        on(server, "GET", "/get_model_info", exchange -> {
            ObjectNode info = JSON.createObjectNode().put("model_path", arguments.model());
            json(exchange, 200, info.put("is_generation", true).toString());
        });
        if (arguments.options().containsKey("enable-metrics")) {
            on(server, "GET", "/metrics", exchange -> text(exchange, 200, metrics.print()));
        }
    }

    private void registerVllm(HttpServer server) {
        on(server, "GET", "/ping", exchange -> text(exchange, 200, ""));
        on(
                server,
                "GET",
                "/version",
                exchange -> json(
                        exchange,
                        200,
                        JSON.createObjectNode().put("version", start.version()).toString()));
        on(server, "GET", "/metrics", exchange -> text(exchange, 200, metrics.print()));
    }

    private void on(HttpServer server, String method, String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    json(exchange, 404, "{\"detail\":\"Not Found\"}");
                } else if (!exchange.getRequestMethod().equals(method)) {
                    json(exchange, 405, "{\"detail\":\"Method Not Allowed\"}");
                } else if (path.startsWith("/v1") && !authorized(exchange)) {
                    json(exchange, 401, "{\"error\":\"Unauthorized\"}");
                } else {
                    handler.handle(exchange);
                }
            }
        });
    }

    private boolean authorized(HttpExchange exchange) {
        @Nullable String fromEnvironment =
                arguments.dialect() == Dialect.VLLM ? start.env().get("VLLM_API_KEY") : null;
        @Nullable String key = arguments.apiKey().orElse(fromEnvironment);
        return key == null
                || ("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private ObjectNode models() {
        ObjectNode list = JSON.createObjectNode().put("object", "list");
        var data = list.putArray("data");
        for (String name : arguments.names()) {
            data.addObject()
                    .put("id", name)
                    .put("object", "model")
                    .put("created", created)
                    .put("owned_by", arguments.dialect().owner())
                    .put("root", arguments.model())
                    .putNull("parent")
                    .put("max_model_len", arguments.maxModelLen().orElse(modelLength.orElse(UNLIMITED_LENGTH)));
        }
        return list;
    }

    private void complete(HttpExchange exchange, boolean chat) throws IOException {
        JsonNode request;
        try {
            request = JSON.readTree(exchange.getRequestBody());
        } catch (JsonProcessingException e) {
            error(exchange, 400, "BadRequestError", "The body is not JSON: " + e.getOriginalMessage());
            return;
        }
        String field = chat ? "messages" : "prompt";
        if (!request.isObject() || !request.has(field)) {
            error(exchange, 400, "BadRequestError", "Field required: " + field);
        } else if (!request.has("model")
                || arguments.names().contains(request.path("model").asText())) {
            run(exchange, Completion.answer(chat, named(request)));
        } else {
            String model = request.path("model").asText();
            error(exchange, 404, "NotFoundError", "The model `" + model + "` does not exist.");
        }
    }

    private JsonNode named(JsonNode request) {
        return request.has("model")
                ? request
                : ((ObjectNode) request).put("model", arguments.names().getFirst());
    }

    private void run(HttpExchange exchange, Completion completion) throws IOException {
        long began = System.nanoTime();
        metrics.waiting(1);
        try {
            sequences.acquireUninterruptibly();
        } finally {
            metrics.waiting(-1);
        }
        metrics.started(completion.promptTokens());
        Generation generation = new Generation(completion, began);
        try {
            if (completion.stream()) {
                stream(exchange, completion, generation);
            } else {
                generation.toEnd();
                json(
                        exchange,
                        200,
                        completion.whole(id(), Instant.now().getEpochSecond()).toString());
            }
            generation.reason = completion.finishReason();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            sequences.release();
            metrics.ended(generation.reason, completion.promptTokens(), generation.done, System.nanoTime() - began);
        }
    }

    private void stream(HttpExchange exchange, Completion completion, Generation generation)
            throws IOException, InterruptedException {
        String id = id();
        long now = Instant.now().getEpochSecond();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        while (generation.next()) {
            event(out, completion.piece(id, now, generation.done - 1).toString());
        }
        event(out, completion.piece(id, now, generation.done).toString());
        if (completion.usageInStream()) {
            event(out, completion.usagePiece(id, now).toString());
        }
        event(out, "[DONE]");
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String id() {
        return HexFormat.of().toHexDigits(serial.incrementAndGet());
    }

    private static void error(HttpExchange exchange, int code, String type, String message) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        json(exchange, code, body.toString());
    }

    private static void json(HttpExchange exchange, int code, String body) throws IOException {
        respond(exchange, code, "application/json", body);
    }

    private static void text(HttpExchange exchange, int code, String body) throws IOException {
        respond(exchange, code, "text/plain; version=0.0.4; charset=utf-8", body);
    }

    private static void respond(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** The tokens of one answer as they come, one after the other at the engine's pace. */
    private final class Generation {
        private final Completion completion;
        private long before;
        private int done;
        private String reason = "abort";

        Generation(Completion completion, long began) {
            this.completion = completion;
            this.before = began;
        }

        boolean next() throws InterruptedException {
            if (done == completion.tokens().size()) {
                return false;
            }
            Thread.sleep(start.perToken());
            long now = System.nanoTime();
            metrics.token(done == 0, now - before);
            before = now;
            done++;
            return true;
        }

        void toEnd() throws InterruptedException {
            boolean more = true;
            while (more) {
                more = next();
            }
        }
    }
}
