package com.amd.aim.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/control-plane}: what the operator costs on a real API server, beside a bare client loop. */
@Command(
        name = "control-plane",
        mixinStandardHelpOptions = true,
        description = "Applies many services at once to a Kubernetes control plane on this machine, and measures the"
                + " operator beside a loop that only writes the same objects.")
final class ControlPlane implements Callable<Integer> {
    @Option(
            names = "--services",
            paramLabel = "N",
            split = ",",
            defaultValue = "100,1000",
            description = "How many services at once, one round each. Default: ${DEFAULT-VALUE}")
    private List<Integer> services = List.of();

    @Option(
            names = "--caches",
            paramLabel = "N",
            split = ",",
            description = "How many caches at once without services, such as 10000. Default: no such round.")
    private List<Integer> caches = List.of();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "16",
            description = "Reconciles at a time, and threads of the loop. Default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "100",
            description = "Single services, one after the other. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where control-plane.md and control-plane.jsonl go.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        List<Round> rounds = new ArrayList<>();
        services.forEach(count -> rounds.add(new Round(new ServiceLoad(), count, workers, samples)));
        caches.forEach(count -> rounds.add(new Round(new CacheLoad(), count, workers, 0)));
        List<Result> results = new ArrayList<>();
        for (Round round : rounds) {
            results.add(round.run());
            // after each: a long run that is cut off has something to show
            new Report(results).write(out.resolve("control-plane.md"), out.resolve("control-plane.jsonl"));
        }
        System.out.print(new Report(results).table());
        return 0;
    }
}
