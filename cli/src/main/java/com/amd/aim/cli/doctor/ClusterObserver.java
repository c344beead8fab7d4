package com.amd.aim.cli.doctor;

import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.plan.StorageKind;
import com.amd.aim.operator.view.NodeView;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at a cluster, each thing once. What this user may not see is noted as hidden; a cluster that does not answer throws. */
final class ClusterObserver {
    private static final Set<Integer> HIDDEN = Set.of(
            HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_METHOD);
    private static final Map<String, String> OPERATOR_LABELS =
            Map.of(Names.LABEL_NAME, "aim-engine", Names.LABEL_COMPONENT, "operator");

    private final KubernetesClient client;
    private final String operatorNamespace;
    private final InstantSource clock;

    ClusterObserver(KubernetesClient client, String operatorNamespace, InstantSource clock) {
        this.client = client;
        this.operatorNamespace = operatorNamespace;
        this.clock = clock;
    }

    Observations observe() {
        String version = client.getKubernetesVersion().getGitVersion();
        Seen<List<Deployment>> operators = look(this::operators);
        List<Deployment> found =
                operators instanceof Seen.Known<List<Deployment>>(List<Deployment> known) ? known : List.of();
        String own = found.stream()
                .map(deployment -> deployment.getMetadata().getNamespace())
                .findFirst()
                .orElse(operatorNamespace);
        return new Observations(
                clock.instant(),
                version,
                look(this::definitions),
                operators,
                operatorNamespace,
                look(() -> leases(found)),
                look(() -> new RightsQuestion(client, own, found.stream().findFirst()).ask()),
                look(this::nodes),
                look(this::storage),
                look(this::groups));
    }

    private static <T> Seen<T> look(Supplier<T> question) {
        try {
            return new Seen.Known<>(question.get());
        } catch (KubernetesClientException e) {
            if (HIDDEN.contains(e.getCode())) {
                String message =
                        e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
                return new Seen.Hidden<>(Objects.requireNonNullElse(message, "HTTP status " + e.getCode()));
            }
            throw e;
        }
    }

    private List<CustomResourceDefinition> definitions() {
        return client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(definition -> Names.GROUP.equals(definition.getSpec().getGroup()))
                .toList();
    }

    private List<Deployment> operators() {
        return client.apps()
                .deployments()
                .inAnyNamespace()
                .withLabels(OPERATOR_LABELS)
                .list()
                .getItems();
    }

    private List<Lease> leases(List<Deployment> operators) {
        return Stream.concat(
                        operators.stream()
                                .map(deployment -> deployment.getMetadata().getNamespace()),
                        Stream.of(operatorNamespace))
                .distinct()
                .map(namespace -> Optional.ofNullable(client.leases()
                        .inNamespace(namespace)
                        .withName(OperatorConfig.LEASE)
                        .get()))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<NodeView> nodes() {
        return client.nodes().list().getItems().stream().map(NodeView::of).toList();
    }

    private List<StorageKind> storage() {
        SharedStorage shared = SharedStorage.builtIn();
        return client.storage().v1().storageClasses().list().getItems().stream()
                .map(storage -> StorageKind.of(storage, shared))
                .sorted(Comparator.comparing(StorageKind::name))
                .toList();
    }

    private Set<String> groups() {
        return Optional.ofNullable(client.getApiGroups()).map(APIGroupList::getGroups).orElse(List.of()).stream()
                .map(APIGroup::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
