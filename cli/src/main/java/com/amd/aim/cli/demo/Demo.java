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
import java.util.Set;
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
            KubernetesClient client = sandbox.client();
            Applying applying = new Applying(client, NAMESPACE);
            applying.define(Manifests.definitions());
            try (AimOperator _ = AimOperator.start(
                    OperatorConfig.embedded().withHubEndpoint(sandbox.hub().endpoint()), sandbox.clientConfig())) {
                progress.say("The operator runs. Applying the files in examples/:");
                showExamplesAtWork(client, applying);
            }
        } catch (IOException e) {
            throw new CommandFailed("The simulated cluster could not start: " + e.getMessage(), e);
        }
    }

    private void showExamplesAtWork(KubernetesClient client, Applying applying) throws InterruptedException {
        Awaited awaited = new Awaited(expected(), progress::tell);
        try (var _ = client.resources(AIMService.class).inNamespace(NAMESPACE).inform(awaited)) {
            for (Manifests.Manifest example : Manifests.examples()) {
                progress.say("  %-22s %s".formatted(example.file(), describe(example.objects())));
                applying.apply(example.objects());
            }
            if (!awaited.await(timeout.toMillis())) {
                throw new CommandFailed(complaint(awaited.services()));
            }
        }
        progress.say("Everything is Ready.");
        show(client, awaited.services());
    }

    private void show(KubernetesClient client, List<AIMService> services) {
        AIMService first = services.stream()
                .filter(service -> service.getMetadata()
                        .getName()
                        .equals(Manifests.examples()
                                .getFirst()
                                .objects()
                                .getFirst()
                                .getMetadata()
                                .getName()))
                .findFirst()
                .orElseThrow();
        String answer = new Question(client, NAMESPACE)
                .ask(first.getMetadata().getName(), first.getSpec().modelId(), QUESTION);
        out.printf("%nAsking %s: %s%n", first.getMetadata().getName(), QUESTION);
        out.printf("Answer (from a simulated engine): %s%n%n", answer);
        out.print(ServiceTable.of(services));
    }

    private String complaint(List<AIMService> services) {
        Set<String> missing = expected();
        services.forEach(service -> missing.remove(service.getMetadata().getName()));
        StringBuilder complaint = new StringBuilder(
                "After %d s not every example is Ready; --timeout gives it longer.".formatted(timeout.toSeconds()));
        missing.forEach(name -> complaint.append("\n  %s was never seen".formatted(name)));
        services.stream()
                .filter(service -> !Services.isReady(service))
                .forEach(service -> complaint.append("\n  %s is not Ready: %s"
                        .formatted(service.getMetadata().getName(), Services.whyNotReady(service))));
        return complaint.toString();
    }

    private static Set<String> expected() {
        return Manifests.examples().stream()
                .flatMap(example -> example.objects().stream())
                .filter(object -> object.getKind().equals(HasMetadata.getKind(AIMService.class)))
                .map(object -> object.getMetadata().getName())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static String describe(List<HasMetadata> objects) {
        return objects.stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .collect(Collectors.joining(", "));
    }
}
