package com.amd.aim.cli.demo;

import com.amd.aim.cli.CommandFailed;
import com.amd.aim.cli.container.AimContainers;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.sandbox.Sandbox;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * From manifests to an answer, in a cluster of its own that is gone afterwards. The operator is the one that runs in real clusters, and
 * reaches this one through its ordinary client.
 */
public final class Demo {
    private static final String NODES = "2xMI300X:8,1xMI325X:8";
    private static final String NAMESPACE = "default";
    private static final String QUESTION = "Which GPUs do you run on?";

    private final PrintStream out;
    private final Progress progress;
    private final Duration timeout;

    /**
     * Prepares one run.
     *
     * @param out for the answer and the table
     * @param progress for what happens meanwhile
     * @param timeout how long all examples together may take to become Ready
     */
    public Demo(PrintStream out, PrintStream progress, Duration timeout, InstantSource clock) {
        this.out = out;
        this.progress = new Progress(progress, clock);
        this.timeout = timeout;
    }

    /**
     * Runs it to the end, and ends everything it started, also when it fails or its thread is interrupted.
     *
     * @throws CommandFailed when something does not become Ready or does not answer
     */
    public void run() throws InterruptedException {
        progress.say("Starting a simulated cluster in this process: nodes " + NODES + ", an API server, a model hub.");
        try (Sandbox sandbox =
                Sandbox.builder().nodes(NODES).containers(new AimContainers()).start()) {
            runIn(sandbox);
        } catch (IOException e) {
            throw new CommandFailed("The simulated cluster could not start: " + e.getMessage(), e);
        }
    }

    /** Runs it in a cluster that somebody else ends. */
    void runIn(Sandbox sandbox) throws InterruptedException, IOException {
        KubernetesClient client = sandbox.client();
        Applying applying = new Applying(client, NAMESPACE);
        applying.define(Manifests.definitions());
        OperatorConfig config =
                OperatorConfig.embedded().withHubEndpoint(sandbox.hub().endpoint());
        try (AimOperator _ = AimOperator.start(config, sandbox.clientConfig())) {
            progress.say("The operator runs. Applying the files in examples/ as kubectl apply would:");
            showExamplesAtWork(client, applying);
        }
    }

    private void showExamplesAtWork(KubernetesClient client, Applying applying) throws InterruptedException {
        List<String> expected = expected();
        Awaited awaited = new Awaited(expected, progress::tell);
        try (var _ = client.resources(AIMService.class).inNamespace(NAMESPACE).inform(awaited)) {
            for (Manifests.Manifest example : Manifests.examples()) {
                progress.say("  %-22s %s".formatted(example.file(), describe(example.objects())));
                applying.apply(example.objects());
            }
            if (!awaited.await(timeout.toMillis())) {
                throw new CommandFailed("After %d s not every example is Ready; --timeout gives it longer.%n%s"
                        .formatted(timeout.toSeconds(), awaited.complaint()));
            }
        }
        progress.say("Everything is Ready.");
        show(client, awaited.services());
    }

    private void show(KubernetesClient client, List<AIMService> services) {
        AIMService first = services.getFirst();
        String name = first.getMetadata().getName();
        String answer =
                new Question(client, NAMESPACE).ask(name, first.getSpec().modelId(), QUESTION);
        out.printf("%nAsking %s: %s%n", name, QUESTION);
        out.printf("Answer of a simulated engine: %s%n%n", answer);
        out.print(ServiceTable.of(services));
    }

    /** The services of the examples, in their order. */
    private static List<String> expected() {
        return Manifests.examples().stream()
                .flatMap(example -> example.objects().stream())
                .filter(object -> object.getKind().equals(HasMetadata.getKind(AIMService.class)))
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    private static String describe(List<HasMetadata> objects) {
        return objects.stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .collect(Collectors.joining(", "));
    }
}
