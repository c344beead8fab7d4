package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.container.AimContainers;
import com.amd.aim.cli.demo.Applying;
import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second opinion of the sandbox: a client of another family than fabric8 and client-go. */
@DisplayName("The Python client on a simulated cluster")
class PythonClientTest {
    private static final Path SCRIPTS = Cluster.root().resolve("e2e/src/test/resources/python");

    @TempDir
    Path folder;

    @Test
    @DisplayName("creates, lists, watches, patches, applies and deletes a service, and reads its server's log")
    void worksOnServices() throws Exception {
        Path python = python();
        try (Sandbox sandbox = Sandbox.builder()
                        .nodes("1xMI300X:8")
                        .containers(new AimContainers())
                        .start();
                AimOperator _ = operator(sandbox)) {
            Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), sandbox.kubeconfig());
            Command run = Command.run(
                    null,
                    List.of(
                            python.toString(),
                            SCRIPTS.resolve("second_opinion.py").toString(),
                            kubeconfig.toString(),
                            folder.toString()));

            assertThat(run.succeeded().out().lines())
                    .containsExactly(
                            "created, with defaults; what is invalid is refused",
                            "listed",
                            "watched: Serving",
                            "read a log, and followed it",
                            "patched; its scale says so",
                            "watched: 2 servers",
                            "applied server-side, after a conflict",
                            "watched: 1 server",
                            "watched: DELETED",
                            "deleted");
        }
    }

    private static AimOperator operator(Sandbox sandbox) throws IOException, InterruptedException {
        new Applying(sandbox.client(), "default").define(Manifests.definitions());
        return AimOperator.start(
                OperatorConfig.embedded().withHubEndpoint(sandbox.hub().endpoint()), sandbox.clientConfig());
    }

    /** The client in an environment of its own, which is kept between runs. */
    private static Path python() {
        Path environment = Path.of(Objects.requireNonNull(System.getProperty("aim.e2e.dir")))
                .resolveSibling("python");
        Path python = environment.resolve("bin/python");
        if (!Files.isExecutable(python)) {
            needed("env", "python3", "-m", "venv", environment.toString());
        }
        needed(
                python.toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                SCRIPTS.resolve("requirements.txt").toString());
        return python;
    }

    private static void needed(String... words) {
        Command made = Command.run(null, List.of(words));
        assertThat(made.exitCode())
                .as(
                        "this test needs Python 3 with venv and pip, and packages from PyPI; %s says: %s",
                        String.join(" ", words), made.out() + made.err())
                .isZero();
    }
}
