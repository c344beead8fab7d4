package com.amd.aim.cli.live;

import com.amd.aim.cli.CommandFailed;
import com.amd.aim.cli.container.SimulatedDisk;
import com.amd.aim.cli.demo.Answered;
import com.amd.aim.cli.demo.Applying;
import com.amd.aim.cli.demo.Awaited;
import com.amd.aim.cli.demo.Demo;
import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.cli.demo.Progress;
import com.amd.aim.cli.sandbox.Playground;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.sandbox.Sandbox;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The demo that stays: a cluster of its own, the operator in it and the examples, at a pace that can be watched, until its thread is
 * interrupted. What happens it tells an audience; faults can be asked for from another terminal.
 */
public final class LiveDemo {
    /** A made-up model of 1.3 MB in three files arrives in seven seconds. */
    private static final long HUB_BYTES_PER_SECOND = 64 << 10;

    private static final Duration ENGINE_START = Duration.ofSeconds(3);
    private static final Duration UNTIL_STOPPED = Duration.ofDays(365);

    private final Audience audience;
    private final Progress progress;

    /** Prepares it. */
    public LiveDemo(Audience audience, InstantSource clock) {
        this.audience = audience;
        this.progress = new Progress(audience, clock);
    }

    /**
     * Runs it, and ends everything it started, also when it fails.
     *
     * @throws InterruptedException always, when it has not failed
     * @throws CommandFailed when it cannot go on
     */
    public void run() throws InterruptedException {
        progress.say(
                "Starting a simulated cluster in this process: nodes " + Demo.NODES + ", an API server, a model hub.");
        SimulatedDisk disk = new SimulatedDisk();
        try (Sandbox sandbox = start(disk);
                Playground playground =
                        Playground.open(sandbox, disk, sandbox.state().resolve("kubeconfig"), progress::say)) {
            sandbox.hub().faults().pace(HUB_BYTES_PER_SECOND);
            play(sandbox.client(), playground);
        } catch (FileSystemException e) {
            throw Playground.noFolder(e);
        } catch (IOException e) {
            throw new CommandFailed("The simulated cluster cannot run: " + e, e);
        }
    }

    private static Sandbox start(SimulatedDisk disk) throws IOException {
        return Sandbox.builder()
                .nodes(Demo.NODES)
                .engineDelay(ENGINE_START)
                .containers(Playground.containers(disk))
                .start();
    }

    private void play(KubernetesClient client, Playground playground) throws IOException, InterruptedException {
        Applying applying = new Applying(client, Demo.NAMESPACE);
        applying.define(Manifests.definitions());
        Awaited examples = new Awaited(Manifests.services(), _ -> {});
        try (AimOperator operator = playground.startOperator();
                SharedIndexInformer<AIMModelCache> caches =
                        client.resources(AIMModelCache.class).inAnyNamespace().inform();
                SharedIndexInformer<AIMService> services =
                        client.resources(AIMService.class).inAnyNamespace().inform(new Telling(progress))) {
            services.addEventHandler(examples);
            audience.opened(new Stage(
                    playground.kubeconfig(), services.getStore()::list, caches.getStore()::list, playground::faults));
            progress.say("The operator runs. Applying the files in examples/ as kubectl apply would:");
            for (Manifests.Manifest example : Manifests.examples()) {
                progress.say("  " + example.describe());
                applying.apply(example.objects());
            }
            stay(operator, client, examples);
        }
    }

    private void stay(AimOperator operator, KubernetesClient client, Awaited examples) throws InterruptedException {
        Thread asking = Thread.ofVirtual().name("question").start(() -> ask(client, examples));
        try {
            operator.awaitEnd();
        } catch (IllegalStateException e) {
            throw new CommandFailed("The operator cannot run: " + e.getMessage(), e);
        } finally {
            asking.interrupt();
            asking.join();
        }
    }

    private void ask(KubernetesClient client, Awaited examples) {
        try {
            boolean _ = examples.await(UNTIL_STOPPED);
            progress.say("Everything is Ready.");
            audience.served(Answered.ask(client, examples.services()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (CommandFailed e) {
            progress.say(String.valueOf(e.getMessage()));
        }
    }
}
