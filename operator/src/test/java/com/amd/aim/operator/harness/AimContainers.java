package com.amd.aim.operator.harness;

import com.amd.aim.engine.cache.TransferLimits;
import com.amd.aim.engine.command.ContainerCommands;
import com.amd.aim.engine.command.ContainerEnvironment;
import com.amd.aim.sandbox.kubelet.ContainerRunner;
import com.amd.aim.sandbox.kubelet.ContainerStart;
import com.amd.aim.sandbox.kubelet.ContainerStartException;
import com.amd.aim.sandbox.kubelet.RunningContainer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code aim …} of simulated pods on threads, with little patience for a hub that fails. One that is only slow, as on a busy
 * machine, is waited for: an attempt that is given up is followed by another Job, and tests count those.
 */
public final class AimContainers implements ContainerRunner {
    private static final TransferLimits IMPATIENT = new TransferLimits(
            4,
            2,
            2,
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    @Override
    public RunningContainer start(ContainerStart start) throws ContainerStartException {
        List<String> command = start.command();
        if (command.isEmpty() || !command.getFirst().equals("aim")) {
            throw new ContainerStartException("only aim is run here, not " + command);
        }
        var environment = new ContainerEnvironment(
                start.env(), path -> start.hostPath(path.toString()), start.podIp(), start.log(), start.log());
        String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
        var exit = new CompletableFuture<Integer>();
        Thread thread = Thread.ofVirtual()
                .start(() -> exit.complete(
                        ContainerCommands.of(environment, IMPATIENT).execute(arguments)));
        return new RunningContainer() {
            @Override
            public CompletableFuture<Integer> exitCode() {
                return exit.copy();
            }

            @Override
            public void stop(Duration grace) {
                thread.interrupt();
                CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> exit.complete(137));
            }
        };
    }
}
