package com.amd.aim.sandbox.serving;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The engine's metrics under vLLM's names (0.29) or SGLang's (0.5), counted from what the simulated engine really does, in the Prometheus
 * text format. Names that they have and this list lacks are absent because nothing here stands for them.
 */
final class EngineMetrics {

    private static final double[] LATENCY = {
        0.3, 0.5, 0.8, 1.0, 1.5, 2.0, 2.5, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0, 120.0
    };
    private static final double[] FIRST_TOKEN = {
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0
    };
    private static final double[] BETWEEN_TOKENS = {
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5
    };

    /** How many tokens the simulated KV cache holds: what {@code vllm:kv_cache_usage_perc} is a share of. */
    private static final double CACHE_TOKENS = 100_000;

    private static final class Histogram {
        private final double[] bounds;
        private final long[] counts;
        private double sum;

        Histogram(double[] bounds) {
            this.bounds = bounds;
            this.counts = new long[bounds.length + 1];
        }

        void observe(long nanos) {
            double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
            int bucket = Arrays.binarySearch(bounds, seconds);
            counts[bucket < 0 ? -bucket - 1 : bucket]++;
            sum += seconds;
        }
    }

    private final Dialect dialect;
    private final String model;
    private final Map<String, Long> finished =
            new TreeMap<>(Map.of("abort", 0L, "error", 0L, "length", 0L, "stop", 0L));
    private final Histogram latency = new Histogram(LATENCY);
    private final Histogram firstToken = new Histogram(FIRST_TOKEN);
    private final Histogram betweenTokens = new Histogram(BETWEEN_TOKENS);
    private int waiting;
    private int running;
    private long cached;
    private long promptTokens;
    private long generatedTokens;

    EngineMetrics(Dialect dialect, String model) {
        this.dialect = dialect;
        this.model = model;
    }

    synchronized void waiting(int change) {
        waiting += change;
    }

    /** A request of so many prompt tokens starts to run. */
    synchronized void started(int prompt) {
        running++;
        promptTokens += prompt;
        cached += prompt;
    }

    /** One more token was generated, so long after the one before or, for the first one, after the request. */
    synchronized void token(boolean first, long nanos) {
        generatedTokens++;
        cached++;
        (first ? firstToken : betweenTokens).observe(nanos);
    }

    /** A request ended: by {@code stop}, {@code length} or {@code abort}. */
    synchronized void ended(String reason, int prompt, int generated, long nanos) {
        running--;
        cached -= prompt + generated;
        finished.merge(reason, 1L, Long::sum);
        latency.observe(nanos);
    }

    synchronized String print() {
        StringBuilder text = new StringBuilder();
        value(
                text,
                "gauge",
                named("num_requests_running", "num_running_reqs"),
                "Number of requests in model execution batches.",
                running);
        value(
                text,
                "gauge",
                named("num_requests_waiting", "num_queue_reqs"),
                "Number of requests waiting to be processed.",
                waiting);
        value(
                text,
                "gauge",
                named("kv_cache_usage_perc", "token_usage"),
                "KV-cache usage. 1 means 100 percent usage.",
                Math.min(1, cached / CACHE_TOKENS));
        value(text, "counter", named("prompt_tokens_total"), "Number of prefill tokens processed.", (double)
                promptTokens);
        value(text, "counter", named("generation_tokens_total"), "Number of generation tokens processed.", (double)
                generatedTokens);
        finished(text);
        histogram(text, named("e2e_request_latency_seconds"), "Histogram of e2e request latency in seconds.", latency);
        histogram(
                text, named("time_to_first_token_seconds"), "Histogram of time to first token in seconds.", firstToken);
        histogram(
                text,
                named("inter_token_latency_seconds"),
                "Histogram of inter-token latency in seconds.",
                betweenTokens);
        return text.toString();
    }

    private void finished(StringBuilder text) {
        String help = "Count of successfully processed requests.";
        if (dialect == Dialect.SGLANG) {
            long all = finished.values().stream().mapToLong(Long::longValue).sum();
            value(text, "counter", named("num_requests_total"), help, (double) all);
            return;
        }
        String name = named("request_success_total");
        head(text, "counter", name, help);
        finished.forEach((reason, count) -> sample(text, name, "finished_reason=\"" + reason + "\"", count));
    }

    private String named(String name) {
        return named(name, name);
    }

    private String named(String vllm, String sglang) {
        return dialect.owner() + ":" + (dialect == Dialect.VLLM ? vllm : sglang);
    }

    private void value(StringBuilder text, String type, String name, String help, double value) {
        head(text, type, name, help);
        sample(text, name, "", value);
    }

    private void histogram(StringBuilder text, String name, String help, Histogram histogram) {
        head(text, "histogram", name, help);
        long count = 0;
        for (int i = 0; i < histogram.counts.length; i++) {
            count += histogram.counts[i];
            String bound = i < histogram.bounds.length ? Double.toString(histogram.bounds[i]) : "+Inf";
            sample(text, name + "_bucket", "le=\"" + bound + "\"", (double) count);
        }
        sample(text, name + "_count", "", (double) count);
        sample(text, name + "_sum", "", histogram.sum);
    }

    private static void head(StringBuilder text, String type, String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(StringBuilder text, String name, String label, double value) {
        text.append(name).append(dialect == Dialect.VLLM ? "{engine=\"0\"," : "{");
        if (!label.isEmpty()) {
            text.append(label).append(',');
        }
        text.append("model_name=\"")
                .append(model.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"} ");
        text.append(String.format(Locale.ROOT, "%s", value)).append('\n');
    }
}
