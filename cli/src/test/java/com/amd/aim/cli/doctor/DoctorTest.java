package com.amd.aim.cli.doctor;

import static com.amd.aim.cli.doctor.World.cordoned;
import static com.amd.aim.cli.doctor.World.mi300x;
import static com.amd.aim.cli.doctor.World.node;
import static com.amd.aim.cli.doctor.World.notReady;
import static com.amd.aim.cli.doctor.World.tainted;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.doctor.Finding.Level;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.plan.StorageKind;
import com.amd.aim.operator.view.NodeView;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The doctor")
class DoctorTest {
    private static final Doctor DOCTOR = new Doctor(Catalog.builtIn(), World.shipped());

    @Test
    @DisplayName("finds nothing where all is well")
    void allIsWell() {
        Doctor.Diagnosis diagnosis = DOCTOR.judge(new World().observations());

        assertThat(diagnosis.ready()).isTrue();
        assertThat(diagnosis.lines(false))
                .containsExactly(
                        "OK       Kubernetes    It is v1.34.0.",
                        "OK       GPU nodes     Usable are 8 MI300X on 1 node.",
                        "OK       Storage       The default StorageClass nfs (nfs.csi.k8s.io) makes volumes that several",
                        "                       nodes share (ReadWriteMany).",
                        "OK       Definitions   All 3 are installed, as this aim has them.",
                        "OK       Operator      aim-system/aim-engine has 3 of 3 pods ready, and pod-1 leads.",
                        "OK       Rights        Service account system:serviceaccount:aim-system:aim-engine may do all that",
                        "                       the operator does.",
                        "OK       Extensions    Installed: KServe; not installed, and not needed: Gateway API,",
                        "                       LeaderWorkerSet, Prometheus Operator.",
                        "0 errors, 0 warnings.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ills")
    @DisplayName("finds what is wrong, how bad it is, and the command that helps")
    void finds(String what, Consumer<World> ill, Level level, String said, String fix) {
        World world = new World();
        ill.accept(world);

        Doctor.Diagnosis diagnosis = DOCTOR.judge(world.observations());

        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.level() != Level.OK)
                .as("%s: %s", what, diagnosis.findings())
                .anySatisfy(finding -> {
                    assertThat(finding.level()).isEqualTo(level);
                    assertThat(finding.message()).contains(said).matches("(?s).*[.?]");
                    assertThat(finding.fix()).contains(fix);
                });
        assertThat(diagnosis.ready()).isEqualTo(level != Level.ERROR);
    }

    static Stream<Arguments> ills() {
        return Stream.of(clusterIlls(), nodeIlls(), operatorIlls()).flatMap(ills -> ills);
    }

    private static Stream<Arguments> clusterIlls() {
        StorageKind disk = new StorageKind("disk", "ebs.csi.aws.com", true, true, false);
        StorageKind nfs = new StorageKind("nfs", "nfs.csi.k8s.io", false, false, true);
        return Stream.of(
                ill("old Kubernetes", world -> world.version = "v1.28.9", Level.ERROR, "1.29 or newer", "kubeadm"),
                ill("no storage", storage(), Level.ERROR, "There is no StorageClass", "kubectl get csidrivers"),
                ill(
                        "no default storage",
                        storage(nfs),
                        Level.WARNING,
                        "No StorageClass is the default",
                        "kubectl annotate storageclass nfs storageclass.kubernetes.io/is-default-class=true"),
                ill("a disk by default", storage(disk), Level.WARNING, "has none that is known", "storageclasses"),
                ill(
                        "a disk by default, shared storage beside it",
                        storage(disk, nfs),
                        Level.WARNING,
                        "run on one node unless spec.cache.storage.storageClassName is nfs.",
                        "\"storageClassName\":\"nfs\""),
                ill(
                        "two defaults",
                        storage(disk, new StorageKind("also", "x", true, false, false)),
                        Level.WARNING,
                        "Several StorageClasses are the default: also, disk",
                        "kubectl annotate storageclass also"),
                ill(
                        "storage that this user may not list",
                        world -> world.storage = new Seen.Hidden<>("forbidden."),
                        Level.WARNING,
                        "Not checked, since this user cannot list storageclasses: forbidden.",
                        "kubectl auth can-i list storageclasses"),
                ill(
                        "no definitions",
                        world -> world.definitions = new Seen.Known<>(List.of()),
                        Level.ERROR,
                        "Not installed: aimservices.aim.amd.com, aimrecipes.aim.amd.com",
                        "-f crds/"),
                ill(
                        "definitions that are not served",
                        world -> world.definitions = new Seen.Known<>(World.shipped()),
                        Level.ERROR,
                        "Installed but not served: aimservices",
                        "kubectl describe crd aimservices.aim.amd.com"),
                ill(
                        "a definition of another version",
                        world -> world.definitions = new Seen.Known<>(older()),
                        Level.WARNING,
                        "Not those of this aim: aimservices.aim.amd.com;",
                        "-f crds/"));
    }

    private static Stream<Arguments> nodeIlls() {
        return Stream.of(
                ill("no nodes", nodes(), Level.ERROR, "None of 0 nodes has allocatable", "amd-gpu-operator"),
                ill("no GPUs", nodes(node("a", Map.of(), 0)), Level.ERROR, "None of 1 node", "amd-gpu-operator"),
                ill(
                        "labels, but no device plugin",
                        nodes(mi300x("ok"), node("b", mi300x("b").labels(), 0)),
                        Level.WARNING,
                        "1 node cannot be used (b): no allocatable amd.com/gpu; is the device plugin running?",
                        "--field-selector spec.nodeName=b"),
                ill(
                        "a device plugin, but no labels",
                        nodes(mi300x("ok"), node("b", Map.of(), 8)),
                        Level.WARNING,
                        "GPUs that no label names",
                        "--field-selector spec.nodeName=b"),
                ill(
                        "only a feature label",
                        nodes(node("b", Map.of("feature.node.kubernetes.io/amd-gpu", "true"), 0)),
                        Level.ERROR,
                        "None of 1 node with AMD GPUs can be used",
                        "--show-labels"),
                ill(
                        "two kinds in one node",
                        nodes(
                                mi300x("ok"),
                                node(
                                        "b",
                                        Map.of("amd.com/gpu.device-id.74a1", "4", "amd.com/gpu.device-id.74a5", "4"),
                                        8)),
                        Level.WARNING,
                        "several kinds of GPU (4xMI300X, 4xMI325X)",
                        "{\"spec\":{\"hardware\":\"MI300X\"}}"),
                ill(
                        "a GPU that nobody knows",
                        nodes(mi300x("ok"), node("b", Map.of("amd.com/gpu.device-id", "ffff"), 8)),
                        Level.WARNING,
                        "name no known GPU (device-id ffff)",
                        "kubectl get node b --show-labels"),
                ill("a cordoned node", nodes(mi300x("ok"), cordoned("b")), Level.WARNING, "cordoned", "uncordon b"),
                ill("no node left", nodes(cordoned("b")), Level.ERROR, "can be used; the reasons", "kubectl get nodes"),
                ill(
                        "a node that is not ready",
                        nodes(mi300x("ok"), notReady("b")),
                        Level.WARNING,
                        "not ready",
                        "kubectl describe node b"),
                ill(
                        "a taint that nobody tolerates",
                        nodes(mi300x("ok"), tainted("b", "team")),
                        Level.WARNING,
                        "tainted team:NoSchedule",
                        "kubectl taint nodes b team:NoSchedule-"),
                ill(
                        "two drivers",
                        nodes(driver("a", "6.12.12"), driver("b", "6.16.6"), driver("c", "6.16.6")),
                        Level.WARNING,
                        "Nodes differ in their driver: 6.12.12 on 1 node, 6.16.6 on 2 nodes;",
                        "--label-columns amd.com/gpu.driver-version"),
                ill(
                        "nodes that this user may not list",
                        world -> world.nodes = new Seen.Hidden<>("nodes is forbidden."),
                        Level.WARNING,
                        "cannot list nodes: nodes is forbidden.",
                        "kubectl auth can-i list nodes"));
    }

    private static Stream<Arguments> operatorIlls() {
        String subject = "system:serviceaccount:aim-system:aim-engine";
        return Stream.of(
                ill(
                        "no operator",
                        world -> {
                            world.operators = new Seen.Known<>(List.of());
                            world.leases = new Seen.Known<>(List.of());
                        },
                        Level.WARNING,
                        "None is seen",
                        "helm install aim-engine"),
                ill("no pod of it", operator(0, 3), Level.ERROR, "0 of 3 pods ready", "describe pods"),
                ill("too few pods of it", operator(1, 3), Level.WARNING, "1 of 3 pods ready", "describe pods"),
                ill("none wanted", operator(0, 0), Level.ERROR, "scaled to 0", "scale deployment aim-engine"),
                ill(
                        "a lease that ran out",
                        world -> world.leases = new Seen.Known<>(List.of(World.lease("pod-1", "2025-12-31T23:00:00Z"))),
                        Level.ERROR,
                        "none holds the lease",
                        "logs"),
                ill(
                        "two operators",
                        world ->
                                world.operators = new Seen.Known<>(List.of(World.operator(3, 3), World.operator(3, 3))),
                        Level.WARNING,
                        "There are 2",
                        "helm list"),
                ill(
                        "a right that it lacks",
                        world -> world.rights = World.rights(subject, List.of("patch jobs.batch")),
                        Level.ERROR,
                        "may not patch jobs.batch",
                        "kubectl auth can-i patch jobs.batch --as " + subject),
                ill(
                        "a right that one lacks oneself",
                        world -> world.rights = World.rights("", List.of("list nodes")),
                        Level.WARNING,
                        "This user may not list nodes",
                        "kubectl auth can-i list nodes"),
                ill(
                        "rights that this user may not ask for",
                        world -> world.rights = new Seen.Hidden<>("forbidden."),
                        Level.WARNING,
                        "cannot ask for those of the operator",
                        "subjectaccessreviews"));
    }

    @Test
    @DisplayName("sees an operator that runs outside the cluster by its lease")
    void outside() {
        World world = new World();
        world.operators = new Seen.Known<>(List.of());

        assertThat(DOCTOR.judge(world.observations()).findings())
                .contains(Finding.ok(
                        "Operator",
                        "It runs outside the cluster's Deployments: pod-1 holds the lease in namespace aim-system."));
    }

    @Test
    @DisplayName("names many nodes with the same ill in one line, and not all of them")
    void manyNodes() {
        List<NodeView> many = new ArrayList<>(List.of(mi300x("ok")));
        IntStream.range(0, 9).forEach(i -> many.add(cordoned("n" + i)));
        World world = new World();
        world.nodes = new Seen.Known<>(many);

        assertThat(DOCTOR.judge(world.observations()).findings())
                .filteredOn(finding -> finding.level() == Level.WARNING)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("9 nodes cannot be used (n0, n1, n2, n3, n4 and 4 more): cordoned."));
    }

    private static Arguments ill(String what, Consumer<World> ill, Level level, String said, String fix) {
        return Arguments.of(what, ill, level, said, fix);
    }

    private static Consumer<World> nodes(NodeView... nodes) {
        return world -> world.nodes = new Seen.Known<>(List.of(nodes));
    }

    private static Consumer<World> storage(StorageKind... kinds) {
        return world -> world.storage = new Seen.Known<>(List.of(kinds));
    }

    private static Consumer<World> operator(int ready, int wanted) {
        return world -> world.operators = new Seen.Known<>(List.of(World.operator(ready, wanted)));
    }

    private static NodeView driver(String name, String version) {
        return node(name, Map.of("amd.com/gpu.device-id", "74a1", "amd.com/gpu.driver-version", version), 8);
    }

    /** Ours, but for one column. */
    private static List<CustomResourceDefinition> older() {
        List<CustomResourceDefinition> definitions = new ArrayList<>(World.established());
        definitions.set(
                0,
                new CustomResourceDefinitionBuilder(definitions.getFirst())
                        .editSpec()
                        .editFirstVersion()
                        .withAdditionalPrinterColumns()
                        .endVersion()
                        .endSpec()
                        .build());
        return definitions;
    }
}
