package com.amd.aim.operator.render;

import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.patch.PatchException;
import com.amd.aim.kube.patch.StrategicMergePatch;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.view.GpuResources;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lays the user's {@code spec.podTemplate} over ours, then puts on what follows from the choice and is not the template's to say:
 * the GPUs, the nodes that have them and can mount the weights, and the toleration of the GPUs' taint.
 */
final class PodOverlay {
    private static final FieldTypes DEPLOYMENT = FieldTypes.builtIn("apps/v1", "Deployment");

    /** Some providers keep other pods off GPU nodes with this taint, whatever its value. */
    private static final Toleration GPU_TAINT = new TolerationBuilder()
            .withKey(GpuResources.GPU)
            .withOperator("Exists")
            .withEffect("NoSchedule")
            .build();

    private final ServerShape shape;

    PodOverlay(ServerShape shape) {
        this.shape = shape;
    }

    /** What comes of it. */
    sealed interface Result {}

    record Laid(PodTemplateSpec template) implements Result {}

    record Refused(String message) implements Result {}

    Result over(PodTemplateSpec base) {
        JsonNode patch = shape.spec().podTemplate();
        try {
            PodTemplateSpec merged = patch == null ? base : merge(base, patch);
            return objection(merged).<Result>map(Refused::new).orElseGet(() -> new Laid(finished(merged)));
        } catch (PatchException | IllegalArgumentException e) {
            return new Refused(
                    "spec.podTemplate" + place(e)
                            + " cannot be laid over the server's pod template; write it as a patch of a pod template, with metadata and spec.");
        }
    }

    /** List keys are known by an object's kind, so the template is patched where it stands in a Deployment. */
    private static PodTemplateSpec merge(PodTemplateSpec base, JsonNode patch) {
        JsonNode patched = StrategicMergePatch.apply(inDeployment(Trees.of(base)), inDeployment(patch), DEPLOYMENT);
        return Trees.as(patched.at("/spec/template"), PodTemplateSpec.class);
    }

    private static ObjectNode inDeployment(JsonNode template) {
        ObjectNode deployment = JsonNodeFactory.instance.objectNode();
        deployment.putObject("spec").set("template", template);
        return deployment;
    }

    private Optional<String> objection(PodTemplateSpec merged) {
        PodSpec pod = merged.getSpec();
        if (pod.getContainers().stream().noneMatch(PodOverlay::isServer)) {
            return Optional.of("spec.podTemplate removes the container 'server', which is the engine; leave it in.");
        }
        Map<String, String> labels = merged.getMetadata().getLabels();
        if (labels == null || !shape.name().equals(labels.get(Names.LABEL_SERVICE))) {
            return Optional.of("spec.podTemplate changes the label " + Names.LABEL_SERVICE
                    + ", by which the servers are found; leave it as it is.");
        }
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .filter(container -> gpus(container).findAny().isPresent())
                .findFirst()
                .map(
                        container -> "The container '" + container.getName() + "' asks for "
                                + gpus(container).findFirst().orElse(GpuResources.GPU)
                                + " itself; say with spec.gpuCount how many GPUs a server gets, and leave it out of spec.resources and spec.podTemplate.");
    }

    /** The resources of GPUs that a container asks for. */
    private static Stream<String> gpus(Container container) {
        return Optional.ofNullable(container.getResources()).stream()
                .flatMap(resources -> Stream.of(
                        Optional.ofNullable(resources.getLimits()), Optional.ofNullable(resources.getRequests())))
                .flatMap(Optional::stream)
                .flatMap(amounts -> amounts.keySet().stream())
                .filter(GpuResources::isGpu)
                .sorted();
    }

    private PodTemplateSpec finished(PodTemplateSpec merged) {
        PodSpec pod = merged.getSpec();
        PodTemplateSpec finished = new PodTemplateSpecBuilder(merged)
                .editSpec()
                .withAffinity(affinity(pod.getAffinity()))
                .withTolerations(tolerations(pod.getTolerations()))
                .withContainers(pod.getContainers().stream().map(this::withGpus).toList())
                .endSpec()
                .build();
        return CanonicalPod.of(finished);
    }

    private Affinity affinity(@Nullable Affinity user) {
        Affinity onGpus = GpuAffinity.require(user, shape.gpu(), shape.resource(), shape.hardwarePinned());
        return shape.singleNode() ? CacheAffinity.require(onGpus, shape.cache()) : onGpus;
    }

    private static List<Toleration> tolerations(List<Toleration> user) {
        List<Toleration> all = new ArrayList<>(user);
        if (!all.contains(GPU_TAINT)) {
            all.add(GPU_TAINT);
        }
        return all;
    }

    private Container withGpus(Container container) {
        if (!isServer(container)) {
            return container;
        }
        Quantity gpus = Quantities.count(shape.config().resources().gpuCount());
        return new ContainerBuilder(container)
                .editOrNewResources()
                .addToRequests(shape.resource(), gpus)
                .addToLimits(shape.resource(), gpus)
                .endResources()
                .build();
    }

    private static boolean isServer(Container container) {
        return ServerContainers.SERVER.equals(container.getName());
    }

    /** Which field has a value of a kind that a pod does not have there. */
    private static String place(RuntimeException e) {
        return e.getCause() instanceof JsonMappingException wrong
                ? wrong.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .map(field -> field == null ? "[]" : "." + field)
                        .collect(Collectors.joining())
                : ": " + e.getMessage() + ", so it";
    }
}
