package com.amd.aim.cli.demo;

import com.amd.aim.cli.CommandFailed;
import com.amd.aim.cli.container.AimContainers;
import com.amd.aim.cli.demo.Manifests.Manifest;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.sandbox.Sandbox;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * From manifests to an answer, in a cluster of its own that is gone afterwards. The operator is the one that runs in real clusters, and
 * reaches this one through its ordinary client.
 */
public final class Demo {
    /** The nodes on which the examples have room. */
    public static final String NODES = "2xMI300X:8,1xMI325X:8";
    /** Where the examples are. */
    public static final String NAMESPACE = "default";

    private final PrintStream out;
    private final Progress progress;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * Prepares one run.
     *
     * @param out for the answer and the table
     * @param progress for what happens meanwhile
     * @param timeout how long all examples together may take to become Ready
     */
    public Demo(PrintStream out, PrintStream progress, Duration timeout, InstantSource clock) {
        this.out = out;
        this.progress = new Progress(Progress.Listener.printing(progress), clock);
        this.timeout = timeout;
        this.clock = clock;
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
            showExamplesAtWork(client, applying);
        }
    }

    /** The smallest alone, so that its story can be followed to its end, then all others at once. */
    private void showExamplesAtWork(KubernetesClient client, Applying applying) throws InterruptedException {
        List<Manifest> examples = Manifests.examples();
        Awaited awaited = new Awaited(Manifests.services(), progress::tell);
        Instant end = clock.instant().plus(timeout);
        try (var _ = client.resources(AIMService.class).inNamespace(NAMESPACE).inform(awaited)) {
            progress.say("The operator runs. Applying the first file in examples/ as kubectl apply would:");
            apply(examples.getFirst(), applying);
            await(awaited, examples.getFirst().services(), end);
            progress.say("And the other files:");
            examples.stream().skip(1).forEach(example -> apply(example, applying));
            await(awaited, Manifests.services(), end);
        }
        progress.say("Everything is Ready.");
        out.print(Answered.ask(client, awaited.services()).text());
    }

    private void apply(Manifest example, Applying applying) {
        progress.say("  " + example.describe());
        applying.apply(example.objects());
    }

    private void await(Awaited awaited, List<String> services, Instant end) throws InterruptedException {
        if (!awaited.await(services, Duration.between(clock.instant(), end))) {
            throw new CommandFailed("After %d s not every example is Ready; --timeout gives it longer.%n%s"
                    .formatted(timeout.toSeconds(), awaited.complaint()));
        }
    }
}
