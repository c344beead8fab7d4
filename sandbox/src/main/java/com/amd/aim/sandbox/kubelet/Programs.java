package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.serving.EngineStart;
import com.amd.aim.sandbox.serving.SimulatedEngine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts what a container asks for: engines as simulated ones, everything else through the runner, if there is one. */
final class Programs implements ContainerRunner {

    private static final Pattern VERSION = Pattern.compile(":v?(\\d+\\.\\d+\\.\\d+)");

    private final @Nullable ContainerRunner others;
    private final KubeletSettings settings;

    Programs(@Nullable ContainerRunner others, KubeletSettings settings) {
        this.others = others;
        this.settings = settings;
    }

    @Override
    public RunningContainer start(ContainerStart start) throws ContainerStartException {
        if (SimulatedEngine.recognizes(start.command())) {
            return new Engine(SimulatedEngine.start(engine(start)));
        }
        if (others == null) {
            throw new ContainerStartException("no program here can stand for container \"%s\": image %s, command %s"
                    .formatted(start.container(), start.image(), start.command()));
        }
        return others.start(start);
    }

    private EngineStart engine(ContainerStart start) {
        Matcher version = VERSION.matcher(start.image());
        return new EngineStart(
                start.command(),
                start.env(),
                start::hostPath,
                start.podIp(),
                start.ports(),
                start.gpus(),
                version.find() ? version.group(1) : "0.0.0",
                settings.engineDelay(),
                settings.perToken(),
                start.log());
    }

    private record Engine(SimulatedEngine engine) implements RunningContainer {
        @Override
        public CompletableFuture<Integer> exitCode() {
            return engine.exitCode();
        }

        @Override
        public void stop(Duration grace) {
            engine.stop(grace);
        }
    }
}
