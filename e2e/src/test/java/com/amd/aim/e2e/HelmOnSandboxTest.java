package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.cli.documents.CommandBlock;
import com.amd.aim.cli.documents.Document;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import com.amd.aim.sandbox.Sandbox;
import com.amd.aim.sandbox.kubelet.ContainerStart;
import com.amd.aim.sandbox.kubelet.ContainerStartException;
import com.amd.aim.sandbox.kubelet.RunningContainer;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("helm on a simulated cluster")
class HelmOnSandboxTest {
    private static final List<CommandBlock> GETTING_STARTED =
            Document.of("docs/getting-started.md").commands();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private SandboxTools tools;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.builder()
                .nodes("1xMI300X:8")
                .containers(this::container)
                .start();
        tools = SandboxTools.in(folder, sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    @DisplayName(
            "installs, upgrades and uninstalls the chart as Getting started says; its last Job lets go of a cache in use")
    void asGettingStartedSays() {
        type("helm install");
        assertThat(operator().getSpec().getReplicas()).isEqualTo(3);
        assertThat(operator()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage())
                .isEqualTo("registry.example.com/aim:1.0.0");
        type("helm upgrade");
        assertThat(operator().getSpec().getReplicas()).isEqualTo(2);
        assertThat(tools.run("helm list --namespace aim-system --output json")
                        .succeeded()
                        .out())
                .contains("\"status\":\"deployed\"", "\"revision\":\"2\"");
        tools.run("""
                        kubectl create --filename - <<'END'
                        apiVersion: aim.amd.com/v1alpha1
                        kind: AIMModelCache
                        metadata: {name: in-use, finalizers: [%s]}
                        spec: {source: {uri: "hf://Qwen/Qwen3-0.6B"}}
                        END
                        """.formatted(Names.FINALIZER_IN_USE)).succeeded();

        type("helm uninstall");

        assertThat(sandbox.client()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .isEmpty();
        String look = "kubectl get all,serviceaccounts,roles,rolebindings --namespace aim-system --output name";
        // helm waits for no pod: those of the Job and of the Deployment are collected a moment after these
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(tools.run(look).succeeded().out().lines())
                                .containsExactly("serviceaccount/default"));
    }

    @Test
    @DisplayName("runs all that Getting started tells of helm, a block each for install, upgrade and uninstall")
    void nothingIsLeftOut() {
        assertThat(GETTING_STARTED.stream().filter(CommandBlock::needsHelm).map(CommandBlock::text))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("helm install"),
                        second -> assertThat(second).startsWith("helm upgrade"),
                        third -> assertThat(third).startsWith("helm uninstall"));
    }

    @Test
    @DisplayName("keeps definitions and caches when the chart is uninstalled")
    void keepsWhatIsTheUsers() {
        type("helm install");
        tools.run("""
                        kubectl create --filename - <<'END'
                        apiVersion: aim.amd.com/v1alpha1
                        kind: AIMModelCache
                        metadata: {name: kept, finalizers: [%s]}
                        spec: {source: {uri: "hf://Qwen/Qwen3-0.6B"}}
                        END
                        """.formatted(Names.FINALIZER_IN_USE)).succeeded();

        tools.run("helm uninstall aim-engine --namespace aim-system").succeeded();

        assertThat(sandbox.client()
                        .resources(AIMModelCache.class)
                        .inNamespace("default")
                        .withName("kept")
                        .get()
                        .getMetadata()
                        .getFinalizers())
                .isEmpty();
    }

    @Test
    @DisplayName("refuses definitions that kubectl applied before, and takes them over as Troubleshooting says")
    void takesDefinitionsOver() {
        tools.run("kubectl apply --server-side -f crds/").succeeded();

        assertThat(tools.run(block(GETTING_STARTED.stream(), "helm install").text())
                        .err())
                .contains("invalid ownership metadata");

        tools.run(block(Document.of("docs/troubleshooting.md").commands().stream(), "helm install")
                        .text())
                .succeeded();
        assertThat(operator().getSpec().getReplicas()).isEqualTo(3);
    }

    private void type(String beginning) {
        tools.run(block(GETTING_STARTED.stream(), beginning).text()).succeeded();
    }

    private static CommandBlock block(Stream<CommandBlock> blocks, String beginning) {
        return blocks.filter(block -> block.text().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private Deployment operator() {
        return sandbox.client()
                .apps()
                .deployments()
                .inNamespace("aim-system")
                .withName("aim-engine")
                .get();
    }

    /** The last Job runs what it says, as a process. The operator's pods do not start: no two could have port 8080 of this machine. */
    private RunningContainer container(ContainerStart start) throws ContainerStartException {
        if (!start.command().equals(List.of("aim", "cache", "release"))) {
            throw new ContainerStartException("only the chart's last Job is run here, not " + start.command());
        }
        List<String> command = new ArrayList<>(start.command());
        command.set(0, Cluster.root().resolve("aim").toString());
        command.add("--kubeconfig=" + folder.resolve("kubeconfig"));
        try {
            return new ProcessContainer(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("release.log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record ProcessContainer(Process process) implements RunningContainer {
        @Override
        public CompletableFuture<Integer> exitCode() {
            return process.onExit().thenApply(Process::exitValue);
        }

        @Override
        public void stop(Duration grace) {
            process.destroy();
        }
    }
}
