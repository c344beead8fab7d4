package com.amd.aim.operator.reconcile.service;

import static com.amd.aim.operator.harness.OperatorHarness.condition;
import static com.amd.aim.operator.harness.OperatorHarness.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.harness.Edits;
import com.amd.aim.operator.harness.OperatorHarness;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole reconciles of AIMService in a sandbox. */
class ServiceReconcilerTest {
    private static final String SMALL = "{modelId: Qwen/Qwen3-0.6B}";

    private @Nullable OperatorHarness open;

    private OperatorHarness cluster(String nodes) {
        OperatorHarness world = OperatorHarness.cluster(nodes).withOperator();
        open = world;
        return world;
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    @DisplayName("one line of spec becomes an endpoint that answers")
    void zeroConfiguration() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", "{modelId: Qwen/Qwen3-32B}");

        AIMService service = world.untilReady("qwen");

        assertThat(service.getStatus().phase()).isEqualTo(Phase.Serving);
        assertThat(service.getStatus().ready()).isEqualTo("1/1");
        assertThat(service.getStatus().endpoint()).isEqualTo("http://qwen.team-a.svc:8000");
        assertThat(service.getMetadata().getFinalizers()).isEmpty();
        assertThat(condition(service, "CacheReady").getStatus()).isEqualTo("True");
        assertThat(world.all(AIMModelCache.class)).hasSize(1);
        // events are written beside the work they tell of, one after the other
        until("all is told", () -> world.events("qwen").contains("Serving"));
        assertThat(world.events("qwen"))
                .containsExactly("Selected", "CacheNotReady", "CacheReady", "Starting", "Serving");
    }

    @Test
    @DisplayName("what is pinned is what runs")
    void pinned() {
        OperatorHarness world = cluster("1xMI300X:8,1xMI325X:8");
        world.create("qwen", "{modelId: Qwen/Qwen3-32B, hardware: MI325X, gpuCount: 2}");

        AIMService service = world.untilReady("qwen");

        assertThat(selection(service).gpus()).isEqualTo("2xMI325X");
        assertThat(world.all(Pod.class).stream()
                        .filter(pod -> pod.getMetadata().getLabels().containsKey(Names.LABEL_SERVICE)))
                .singleElement()
                .satisfies(pod -> assertThat(pod.getSpec().getNodeName()).isEqualTo("mi325x-0"));
    }

    @Test
    @DisplayName("nothing fits until a node appears, and that is enough")
    void nodeAppears() {
        OperatorHarness world = cluster("1xMI210:4");
        world.create("qwen", "{modelId: Qwen/Qwen3-32B, hardware: MI300X}");

        AIMService waiting = world.untilReason("qwen", "Ready", "HardwareAbsent");

        assertThat(condition(waiting, "Ready").getMessage()).contains("MI300X");
        assertThat(world.all(Deployment.class)).isEmpty();
        assertThat(world.all(AIMModelCache.class)).isEmpty();

        world.addNodes("1xMI300X:8");

        assertThat(selection(world.untilReady("qwen")).hardware()).isEqualTo("MI300X");
    }

    @Test
    @DisplayName("a cordoned node does not count, with the reason, until it is usable again")
    void cordoned() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.sandbox().nodes().cordon("mi300x-0");
        world.create("qwen", SMALL);

        AIMService waiting = world.untilReason("qwen", "Ready", "HardwareAbsent");

        assertThat(condition(waiting, "Ready").getMessage())
                .contains("mi300x-0")
                .contains("cordoned");

        world.sandbox().nodes().uncordon("mi300x-0");
        world.untilReady("qwen");
    }

    @Test
    @DisplayName("a recipe that appears later wakes its services")
    void recipeAppears() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", "{modelId: Qwen/Qwen3-8B, recipe: mine}");
        world.untilReason("qwen", "Ready", "UnknownRecipe");

        world.apply("""
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMRecipe
                metadata: {name: mine}
                spec:
                  modelId: Qwen/Qwen3-8B
                  hardware: MI300X
                  precision: bf16
                  configurations: [{name: one, gpuCount: 1, args: {max-model-len: 4096}}]
                """);

        assertThat(selection(world.untilReady("qwen")).recipe()).isEqualTo("mine");
        assertThat(command(world, "qwen")).contains("--max-model-len", "4096");
    }

    @Test
    @DisplayName("an edit rolls out")
    void edit() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", SMALL);
        world.untilReady("qwen");

        world.edit("qwen", "{args: {max-model-len: 2048}, env: [{name: HF_HUB_OFFLINE, value: \"0\"}]}");

        until("rolled out", () -> command(world, "qwen").contains("2048"));
        AIMService service = world.untilReady("qwen");
        assertThat(service.getStatus().observedGeneration()).isEqualTo(2);
        assertThat(world.servers("qwen"))
                .filteredOn(pod -> !pod.isMarkedForDeletion())
                .singleElement()
                .satisfies(pod -> assertThat(
                                pod.getSpec().getContainers().getFirst().getEnv())
                        .filteredOn(variable -> variable.getName().equals("HF_HUB_OFFLINE"))
                        .singleElement()
                        .satisfies(variable -> assertThat(variable.getValue()).isEqualTo("0")));
    }

    @Test
    @DisplayName("what somebody edits of the workload is put back; a label that was taken away as well")
    void drift() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", SMALL);
        world.untilReady("qwen");
        String image = image(world);

        Edits.edit(
                world.client()
                        .apps()
                        .deployments()
                        .inNamespace(world.namespace())
                        .withName("qwen"),
                live -> new DeploymentBuilder(live)
                        .editMetadata()
                        .removeFromLabels(Names.LABEL_SERVICE)
                        .endMetadata()
                        .editSpec()
                        .withReplicas(3)
                        .editTemplate()
                        .editSpec()
                        .editFirstContainer()
                        .withImage("somebody/else:1")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());

        until("put back", () -> {
            Deployment live = Objects.requireNonNull(world.deployment("qwen"));
            return image(world).equals(image)
                    && live.getSpec().getReplicas() == 1
                    && "qwen".equals(live.getMetadata().getLabels().get(Names.LABEL_SERVICE));
        });
        world.untilReady("qwen");
    }

    @Test
    @DisplayName("what another manager applies is left to it and told, and a field of its own is none of our business")
    void otherApplier() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", SMALL);
        world.untilReady("qwen");

        Deployment theirs = new DeploymentBuilder()
                .withNewMetadata()
                .withName("qwen")
                .withNamespace(world.namespace())
                .addToAnnotations("mesh.example/inject", "true")
                .endMetadata()
                .withNewSpec()
                .withRevisionHistoryLimit(7)
                .endSpec()
                .build();
        world.client()
                .resource(theirs)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("mesh")
                        .withForce(true)
                        .build());

        AIMService service = world.untilReason("qwen", "Reconciling", "FieldConflict");

        assertThat(condition(service, "Reconciling").getMessage())
                .contains("spec.revisionHistoryLimit")
                .contains("mesh");
        assertThat(condition(service, "Ready").getStatus()).isEqualTo("True");
        long mark = world.untilQuiet();
        Deployment live = Objects.requireNonNull(world.deployment("qwen"));
        assertThat(live.getSpec().getRevisionHistoryLimit()).isEqualTo(7);
        assertThat(live.getMetadata().getAnnotations()).containsEntry("mesh.example/inject", "true");
        assertThat(world.writesSince(mark)).isEmpty();
    }

    @Test
    @DisplayName("scaled to zero and back, by kubectl scale's subresource")
    void scale() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", SMALL);
        world.untilReady("qwen");

        world.scale("qwen", 0);
        AIMService stopped =
                world.until("qwen", status -> status.phase() == Phase.Stopped && "0/0".equals(status.ready()));
        assertThat(condition(stopped, "Ready").getReason()).isEqualTo("ScaledToZero");
        assertThat(condition(stopped, "Stalled").getStatus()).isEqualTo("False");

        world.scale("qwen", 2);
        AIMService running = world.until("qwen", status -> "2/2".equals(status.ready()));
        assertThat(running.getStatus().selector()).isEqualTo("aim.amd.com/service=qwen");
        assertThat(running.getStatus().replicas()).isEqualTo(2);
    }

    @Test
    @DisplayName("two services on one model: one download, and the second says that the weights were there")
    void oneDownload() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("first", SMALL);
        world.create("twin", SMALL);
        world.untilReady("first");
        world.untilReady("twin");
        world.create("late", SMALL);
        AIMService late = world.untilReady("late");

        assertThat(world.all(AIMModelCache.class)).hasSize(1);
        assertThat(world.downloads()).hasSize(1);
        assertThat(Objects.requireNonNull(late.getStatus().cache()).hit()).isTrue();
    }

    @Test
    @DisplayName("with the service goes what belongs to it, and the cache stays")
    void delete() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", SMALL);
        world.untilReady("qwen");

        world.client()
                .resources(AIMService.class)
                .inNamespace(world.namespace())
                .withName("qwen")
                .delete();

        until(
                "gone",
                () -> world.service("qwen") == null
                        && world.deployment("qwen") == null
                        && world.all(ReplicaSet.class).isEmpty()
                        && world.servers("qwen").isEmpty()
                        && world.all(Service.class).isEmpty());
        assertThat(world.all(AIMModelCache.class)).hasSize(1);

        world.create("qwen", SMALL);
        assertThat(Objects.requireNonNull(world.untilReady("qwen").getStatus().cache())
                        .hit())
                .isTrue();
    }

    @Test
    @DisplayName("a settled system writes nothing, also after a restart")
    void quiet() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("one", SMALL);
        world.create(
                "two", "{modelId: Qwen/Qwen3-8B, podTemplate: {spec: {tolerations: [{key: x, operator: Exists}]}}}");
        world.create("three", "{modelId: Qwen/Qwen3-32B, hardware: MI355X}");
        world.untilReady("one");
        world.untilReady("two");
        world.untilReason("three", "Ready", "HardwareAbsent");
        long settled = world.untilQuiet();

        world.stopOperator();
        world.startOperator();
        world.untilLookedAtAll();
        world.untilQuiet();

        assertThat(world.writesSince(settled)).isEmpty();
    }

    @Test
    @DisplayName("an object of the same name that is somebody else's is left alone, and that is said")
    void nameTaken() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: qwen}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: mine}}
                  template:
                    metadata: {labels: {app: mine}}
                    spec: {containers: [{name: main, image: mine}]}
                """);
        world.create("qwen", SMALL);

        AIMService service = world.untilReason("qwen", "Ready", "NameTaken");

        assertThat(condition(service, "Ready").getMessage())
                .contains("Deployment 'qwen'")
                .contains("delete it");
        assertThat(Objects.requireNonNull(world.deployment("qwen"))
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsOnlyKeys("app");
    }

    @Test
    @DisplayName("what the API server refuses is told in its own words")
    void refused() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", "{modelId: Qwen/Qwen3-0.6B, podTemplate: {spec: {restartPolicy: Never}}}");

        AIMService service = world.untilReason("qwen", "Ready", "ApplyRefused");

        assertThat(condition(service, "Ready").getMessage()).contains("restartPolicy");
        assertThat(condition(service, "Stalled").getStatus()).isEqualTo("True");
    }

    @Test
    @DisplayName("a paused service is left as it is, and goes on when it is paused no longer")
    void paused() {
        OperatorHarness world = cluster("1xMI300X:8");
        world.create("qwen", SMALL);
        world.untilReady("qwen");
        String before = String.join(" ", command(world, "qwen"));

        world.edit("qwen", "{paused: true, args: {max-model-len: 2048}}");
        world.untilReason("qwen", "Reconciling", "Paused");
        assertThat(String.join(" ", command(world, "qwen"))).isEqualTo(before);

        world.edit("qwen", "{paused: false}");
        until("rolled out", () -> command(world, "qwen").contains("2048"));
        world.untilReady("qwen");
    }

    private static SelectionStatus selection(AIMService service) {
        return Objects.requireNonNull(service.getStatus().selection());
    }

    private static List<String> command(OperatorHarness world, String name) {
        return server(world, name).getCommand();
    }

    private static String image(OperatorHarness world) {
        return server(world, "qwen").getImage();
    }

    private static Container server(OperatorHarness world, String name) {
        return Objects.requireNonNull(world.deployment(name))
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }
}
