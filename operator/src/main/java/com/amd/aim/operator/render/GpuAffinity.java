package com.amd.aim.operator.render;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Partition;
import com.amd.aim.operator.view.GpuResources;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes have the chosen GPU. Made from the catalogue's ids alone, sorted, never from labels that were seen: it is the same
 * tomorrow, when a node has come or a label has gone, and so never restarts a pod.
 *
 * <p>The labels are those of AMD's node labeller: {@code amd.com/gpu.*}, its older form {@code beta.amd.com/gpu.*}, and on nodes with
 * several kinds of GPU counted keys such as {@code amd.com/gpu.device-id.74a1}. The device id comes first since virtual functions
 * may lack a product name.
 */
final class GpuAffinity {
    private static final String PREFIX = "amd.com/gpu.";
    private static final String BETA_PREFIX = "beta.amd.com/gpu.";
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private GpuAffinity() {}

    /**
     * The user's affinity, narrowed to nodes with this GPU.
     *
     * @param resource what the GPUs are asked for by
     * @param mixed whether nodes that have other kinds as well will do
     */
    static Affinity require(@Nullable Affinity user, Gpu gpu, String resource, boolean mixed) {
        List<NodeSelectorTerm> asked = userTerms(user);
        List<NodeSelectorTerm> ours = terms(gpu, resource, mixed);
        List<NodeSelectorTerm> both = asked.isEmpty()
                ? ours
                : ours.stream()
                        .flatMap(term -> asked.stream().map(theirs -> and(term, theirs)))
                        .toList();
        return new AffinityBuilder(Optional.ofNullable(user).orElseGet(Affinity::new))
                .editOrNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(both)
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private static List<NodeSelectorTerm> userTerms(@Nullable Affinity user) {
        return user == null
                        || user.getNodeAffinity() == null
                        || user.getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution() == null
                ? List.of()
                : user.getNodeAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .getNodeSelectorTerms();
    }

    private static List<NodeSelectorTerm> terms(Gpu gpu, String resource, boolean mixed) {
        List<String> ids = gpu.deviceIds().stream()
                .map(id -> id.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        List<String> names = productNames(gpu);
        List<NodeSelectorTerm> terms = new ArrayList<>();
        for (String prefix : List.of(PREFIX, BETA_PREFIX)) {
            List<NodeSelectorRequirement> division = division(prefix, gpu, resource);
            terms.add(in(prefix + "device-id", ids, division));
            if (!names.isEmpty()) {
                terms.add(in(prefix + "product-name", names, division));
            }
        }
        if (mixed) {
            // nodes of one kind have the older form's counted keys as well, so how they are divided counts here too
            ids.forEach(id -> terms.add(exists(PREFIX + "device-id." + id, division(PREFIX, gpu, resource))));
            ids.forEach(id -> terms.add(exists(BETA_PREFIX + "device-id." + id, division(BETA_PREFIX, gpu, resource))));
        }
        return List.copyOf(terms);
    }

    /**
     * Where whole GPUs and parts are both counted as {@code amd.com/gpu}, only the label tells them apart. A node
     * without it has whole ones: the labeller writes it on request, and the device plugin divides nothing by itself.
     */
    private static List<NodeSelectorRequirement> division(String prefix, Gpu gpu, String resource) {
        String label = prefix + "compute-memory-partition";
        if (!resource.equals(GpuResources.GPU)) {
            return List.of();
        }
        if (gpu.partition().isPresent()) {
            return List.of(new NodeSelectorRequirement(
                    label, "In", List.of(gpu.partition().get().mode())));
        }
        List<String> modes =
                gpu.partitions().stream().map(Partition::mode).sorted().toList();
        return modes.isEmpty() ? List.of() : List.of(new NodeSelectorRequirement(label, "NotIn", modes));
    }

    /** The spellings as they stand in labels: spaces as underscores; what cannot be a label's value cannot match one. */
    private static List<String> productNames(Gpu gpu) {
        return Stream.concat(Stream.of(gpu.name().replaceFirst("/.*", "")), gpu.productNames().stream())
                .map(name -> name.replace(' ', '_').replaceAll("[()]", ""))
                .filter(name -> LABEL_VALUE.matcher(name).matches())
                .distinct()
                .sorted()
                .toList();
    }

    private static NodeSelectorTerm and(NodeSelectorTerm ours, NodeSelectorTerm theirs) {
        return new NodeSelectorTermBuilder(theirs)
                .addAllToMatchExpressions(ours.getMatchExpressions())
                .build();
    }

    private static NodeSelectorTerm in(String label, List<String> values, List<NodeSelectorRequirement> more) {
        return new NodeSelectorTermBuilder()
                .addToMatchExpressions(new NodeSelectorRequirement(label, "In", values))
                .addAllToMatchExpressions(more)
                .build();
    }

    private static NodeSelectorTerm exists(String label, List<NodeSelectorRequirement> more) {
        return new NodeSelectorTermBuilder()
                .withMatchExpressions(new NodeSelectorRequirement(label, "Exists", List.of()))
                .addAllToMatchExpressions(more)
                .build();
    }
}
