package com.amd.aim.operator.reconcile.service;

import static com.amd.aim.operator.harness.OperatorHarness.condition;
import static com.amd.aim.operator.harness.OperatorHarness.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.harness.Edits;
import com.amd.aim.operator.harness.OperatorHarness;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A newer operator that renders servers differently. */
class ServiceUpdateTest {
    private final OperatorHarness world = OperatorHarness.cluster("1xMI300X:8").withOperator();

    @BeforeEach
    void serveTwo() {
        world.create("keeps", "{modelId: Qwen/Qwen3-0.6B}");
        world.create("follows", "{modelId: Qwen/Qwen3-0.6B, updatePolicy: Automatic}");
        world.untilReady("keeps");
        world.untilReady("follows");
        world.untilQuiet();
        world.stopOperator();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "running servers stay as they are and say so; with Automatic they are replaced; an edit brings the rest up to date")
    void newerOperator() {
        List<String> before = uids("keeps");
        world.startNewerOperator();

        AIMService keeps = world.untilReason("keeps", "UpdateAvailable", "UpdateAvailable");
        until("replaced", () -> image("follows").equals(OperatorHarness.NEWER_IMAGE));
        world.untilReady("follows");
        world.untilReason("follows", "UpdateAvailable", "Current");

        assertThat(condition(keeps, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(keeps, "UpdateAvailable").getMessage()).contains("spec.updatePolicy is Automatic");
        assertThat(uids("keeps")).isEqualTo(before);

        world.scale("keeps", 2);
        world.until("keeps", status -> "2/2".equals(status.ready()));
        assertThat(image("keeps")).isNotEqualTo(OperatorHarness.NEWER_IMAGE);

        world.edit("keeps", "{env: [{name: A, value: b}]}");
        until("replaced", () -> image("keeps").equals(OperatorHarness.NEWER_IMAGE));
        world.untilReady("keeps");
        world.untilReason("keeps", "UpdateAvailable", "Current");
    }

    @Test
    @DisplayName("a template that somebody else changed is put back as the newer operator renders it")
    void driftUnderNewerOperator() {
        Edits.edit(
                world.client()
                        .apps()
                        .deployments()
                        .inNamespace(world.namespace())
                        .withName("keeps"),
                live -> new DeploymentBuilder(live)
                        .editSpec()
                        .editTemplate()
                        .editSpec()
                        .editFirstContainer()
                        .withImage("somebody/else:1")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
        world.startNewerOperator();

        until(
                "put back",
                () -> image("keeps").equals(OperatorHarness.NEWER_IMAGE)
                        && !server("keeps").equals("somebody/else:1"));
        world.untilReady("keeps");
    }

    private String image(String name) {
        return deployment(name)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getInitContainers()
                .getFirst()
                .getImage();
    }

    private String server(String name) {
        return deployment(name)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private Deployment deployment(String name) {
        return Objects.requireNonNull(world.deployment(name));
    }

    private List<String> uids(String name) {
        return world.servers(name).stream()
                .map(Pod::getMetadata)
                .map(metadata -> Objects.requireNonNull(metadata.getUid()))
                .toList();
    }
}
