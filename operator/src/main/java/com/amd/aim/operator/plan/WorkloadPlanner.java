package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.render.Replacement;
import com.amd.aim.operator.render.ServerDeployment;
import com.amd.aim.operator.render.ServerShape;
import com.amd.aim.operator.render.ServerTemplate;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What becomes of a service's workload: rendered anew, or its pods left as they are. */
final class WorkloadPlanner {
    private final AIMService service;
    private final ServerState servers;

    WorkloadPlanner(AIMService service, ServerState servers) {
        this.service = service;
        this.servers = servers;
    }

    /** The workload with its pods as they are and as many replicas as wanted; servers never started stay unstarted. */
    Workload kept() {
        return kept(Map.of()).<Workload>map(Workload.Applied::new).orElseGet(Workload.Unchanged::new);
    }

    /** Writes down a choice whose weights are not there yet: on the workload that runs, else on one without pods. */
    Workload waiting(ServerShape shape, ServerTemplate.Rendered rendered, WrittenChoice choice) {
        if (!servers.isStarted()) {
            return new Workload.Applied(
                    ServerDeployment.of(shape, rendered.template(), choice.annotations(), 0, Replacement.OLD_FIRST));
        }
        return kept(Map.of(Names.ANNOTATION_CHOICE, choice.json(), Names.ANNOTATION_CHOICE_KEY, choice.key()))
                .<Workload>map(Workload.Applied::new)
                .orElseGet(Workload.Unchanged::new);
    }

    /**
     * The workload as it should be, its weights being there.
     *
     * @param spare whether a further server would find GPUs; asked only when pods are replaced
     */
    Workload running(ServerShape shape, ServerTemplate.Rendered rendered, WrittenChoice choice, BooleanSupplier spare) {
        boolean same = servers.template().filter(rendered.hash()::equals).isPresent();
        Replacement replacement = same ? servers.replacement() : replacement(rendered.template(), spare);
        Deployment fresh =
                ServerDeployment.of(shape, rendered.template(), choice.annotations(), replicas(), replacement);
        boolean byOperator = !same
                && servers.isStarted()
                && means(choice)
                && Objects.equals(servers.revision().orElse(null), shape.revision());
        Optional<Deployment> kept = byOperator && isIntact() ? kept(choice.annotations()) : Optional.empty();
        return kept.<Workload>map(asIs -> new Workload.HeldBack(
                        asIs, fresh, service.getSpec().updatePolicy() == AIMServiceSpec.UpdatePolicy.Automatic))
                .orElseGet(() -> new Workload.Applied(fresh));
    }

    private Replacement replacement(PodTemplateSpec fresh, BooleanSupplier spare) {
        if (spare.getAsBoolean()) {
            return Replacement.NEW_FIRST;
        }
        return servers.areOnOneNode() && servers.haveToMoveFor(fresh)
                ? Replacement.ALL_OLD_FIRST
                : Replacement.OLD_FIRST;
    }

    /** Whether the pods that run are those that the spec and the choice mean. */
    boolean means(WrittenChoice choice) {
        return servers.annotation(Names.ANNOTATION_SPEC_HASH)
                .filter(choice.shaping()::equals)
                .isPresent();
    }

    /** A template that somebody else changed is not worth keeping: putting it back replaces the pods in any case. */
    private boolean isIntact() {
        return servers.deployment()
                .flatMap(KeptTemplate::of)
                .filter(KeptTemplate::isIntact)
                .isPresent();
    }

    private Optional<Deployment> kept(Map<String, String> changed) {
        Map<String, String> annotations = new TreeMap<>();
        for (String name :
                new String[] {Names.ANNOTATION_CHOICE, Names.ANNOTATION_CHOICE_KEY, Names.ANNOTATION_SPEC_HASH}) {
            servers.annotation(name).ifPresent(value -> annotations.put(name, value));
        }
        annotations.putAll(changed);
        int replicas = servers.isStarted() ? replicas() : 0;
        return servers.deployment()
                .flatMap(KeptTemplate::of)
                .map(kept -> ServerDeployment.keeping(service, kept.spec(), annotations, replicas));
    }

    private int replicas() {
        return ServiceDefaults.replicas(service);
    }

    /**
     * A choice as it stands on a workload.
     *
     * @param json the choice
     * @param key hash of what it depends on
     * @param shaping hash of all that shapes the pods but the operator itself
     */
    record WrittenChoice(String json, String key, String shaping) {
        Map<String, String> annotations() {
            return new TreeMap<>(Map.of(
                    Names.ANNOTATION_CHOICE, json,
                    Names.ANNOTATION_CHOICE_KEY, key,
                    Names.ANNOTATION_SPEC_HASH, shaping));
        }
    }
}
