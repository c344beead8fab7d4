package com.amd.aim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/startup}: how long whole processes take, one of each in turn, so that all see the same machine. */
@Command(
        name = "startup",
        mixinStandardHelpOptions = true,
        description = "Starts ./aim, java, kubectl and python3 in turn, many times, and measures whole processes.")
final class Startup implements Callable<Integer> {
    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "15",
            description = "How often each command is started. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--demos",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often the demo is run. Default: ${DEFAULT-VALUE}")
    private int demos;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where startup.md goes.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        String aim = Path.of(System.getProperty("aim.root"), "aim").toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        WholeProcess limit = WholeProcess.untilItEnds("java -version", java, "-version");
        WholeProcess kubectl = WholeProcess.untilItEnds("kubectl version --client", "kubectl", "version", "--client");
        WholeProcess version = WholeProcess.untilItEnds("aim version", aim, "version");
        WholeProcess help = WholeProcess.untilItEnds("aim --help", aim, "--help");
        WholeProcess demo =
                WholeProcess.untilItSays(" answers", "aim demo --once, to first Ready", aim, "demo", "--once");
        WholeProcess python = WholeProcess.untilItEnds("python3 -c pass", "python3", "-c", "pass");
        WholeProcess generate =
                WholeProcess.untilItEnds("aim generate Qwen/Qwen3-32B", aim, "generate", "Qwen/Qwen3-32B");
        inTurn(runs, limit, kubectl, version, help, python, generate);
        inTurn(demos, demo);

        String table = table(limit, limit, kubectl, version, help, python, generate, demo)
                + "%naim generate ÷ python3 -c pass: %.1f%n".formatted(generate.median() / python.median());
        Files.createDirectories(out);
        Files.writeString(out.resolve("startup.md"), table);
        System.out.print(table);
        return 0;
    }

    private static void inTurn(int times, WholeProcess... processes) throws IOException, InterruptedException {
        for (int time = 0; time < times; time++) {
            for (WholeProcess process : processes) {
                process.run();
            }
        }
    }

    private static String table(WholeProcess limit, WholeProcess... processes) {
        StringBuilder table =
                new StringBuilder("|  | median, ms | fastest to slowest | ÷ %s |%n".formatted(limit.name()));
        table.append("|---|---:|---:|---:|\n");
        for (WholeProcess process : processes) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f to %.0f | %.1f |%n",
                    process.name(),
                    process.median(),
                    process.fastest(),
                    process.slowest(),
                    process.median() / limit.median()));
        }
        return table.toString();
    }
}
