package com.amd.aim.cli.live;

import com.amd.aim.cli.status.ServiceView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What there may be to see. */
final class Scenes {
    static final Path KUBECONFIG = Path.of("/tmp/aim-sandbox-1234567890123456789/kubeconfig");

    private static final Transfer WHOLE =
            new Transfer(1_363_149, 1_363_149, OptionalLong.empty(), Optional.empty(), Optional.empty());
    private static final Transfer HALF = new Transfer(
            655_360, 1_363_149, OptionalLong.of(131_072), Optional.of(Duration.ofSeconds(6)), Optional.empty());

    private Scenes() {}

    /** The cluster is being started. */
    static Scene starting() {
        return new Scene(
                Duration.ofSeconds(1),
                List.of(),
                List.of(new Happening(Duration.ZERO, "Starting a simulated cluster in this process.")),
                List.of(),
                Optional.empty());
    }

    /** Some serve, one downloads, one cannot be served, and a node is gone. */
    static Scene busy() {
        return new Scene(
                Duration.ofSeconds(83),
                List.of(
                        new Row(
                                service("absent-hardware", "Pending", "Qwen/Qwen3-32B", null, null)
                                        .because(
                                                "spec.hardware: no usable node has MI355X; there are MI300X and MI325X.",
                                                "Add or repair nodes with these GPUs ('aim doctor' looks at them), or ask for others in spec.hardware."),
                                Optional.empty()),
                        new Row(
                                service(
                                                "llama-405b",
                                                "Caching",
                                                "amd/Llama-3.1-405B-Instruct-FP8-KV",
                                                "4xMI325X",
                                                "48%")
                                        .because("The cache is not ready.", null),
                                Optional.of(HALF)),
                        new Row(
                                service("qwen3-32b", "Serving", "Qwen/Qwen3-32B", "4xMI300X", "Ready")
                                        .because("1 of 1 server answers.", null),
                                Optional.of(WHOLE)),
                        new Row(
                                service("qwen3-8b", "Degraded", "Qwen/Qwen3-8B", "1xMI300X", "Ready")
                                        .because(
                                                "1 of 2 servers answers. 0/2 nodes are available: 2 Insufficient amd.com/gpu.",
                                                "Free GPUs, add nodes, or lower spec.replicas; the message is the scheduler's."),
                                Optional.of(WHOLE))),
                IntStream.rangeClosed(1, 12)
                        .mapToObj(number -> new Happening(
                                Duration.ofSeconds(number * 6L),
                                number % 3 == 0
                                        ? "qwen3-8b answers with fewer servers than wanted: Unschedulable: 0/2 nodes are available: 2 Insufficient amd.com/gpu."
                                        : "event number " + number))
                        .toList(),
                List.of("Node mi300x-0 is gone, with all that ran on it."),
                Optional.of(KUBECONFIG));
    }

    /** Names as long as Kubernetes lets them be, words that no line has room for, and what a terminal would obey. */
    static Scene awkward() {
        String name = "a-service-whose-name-is-as-long-as-a-name-may-be-here";
        return new Scene(
                Duration.ofHours(30),
                List.of(
                        new Row(
                                service(name, "Failed", "organisation/" + "model".repeat(30), "1024xMI300X", "100%")
                                        .because("x".repeat(300) + " \u001B[2J\r\nend", "y".repeat(200)),
                                Optional.of(new Transfer(
                                        1,
                                        Long.MAX_VALUE,
                                        OptionalLong.of(1),
                                        Optional.of(Duration.ofDays(999)),
                                        Optional.empty()))),
                        new Row(service("b", "Serving", "m", null, null).because("", null), Optional.empty())),
                List.of(new Happening(Duration.ofHours(29), "\u001B[31m" + "z".repeat(500))),
                List.of("w".repeat(150)),
                Optional.of(Path.of("/tmp/it's a folder with a name of its own/kubeconfig")));
    }

    private static Service service(
            String name, String phase, String model, @Nullable String gpus, @Nullable String cache) {
        return new Service(name, phase, model, gpus, cache);
    }

    private record Service(
            String name,
            String phase,
            String model,
            @Nullable String gpus,
            @Nullable String cache) {

        ServiceView because(String message, @Nullable String nextStep) {
            return new ServiceView(
                    "default",
                    name,
                    phase,
                    "Reason",
                    message,
                    nextStep,
                    model,
                    phase.equals("Serving") ? "1/1" : "0/1",
                    gpus,
                    gpus == null ? null : name + "-recipe",
                    "vllm",
                    "bf16",
                    cache == null ? null : new ServiceView.CacheUse(name + "-0a1b2c3d", cache),
                    phase.equals("Serving") ? "http://" + name + ".default.svc.cluster.local:8000" : null);
        }
    }
}
