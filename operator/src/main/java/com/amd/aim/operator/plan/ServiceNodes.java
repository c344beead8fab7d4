package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.render.Trees;
import com.amd.aim.operator.view.GpuResources;
import com.amd.aim.operator.view.NodeView;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes a service's pods may run on, by what its spec says.
 *
 * @param hardware the GPU that is asked for by name
 * @param tolerations ours and the user's
 * @param nodeSelector the user's
 */
public record ServiceNodes(@Nullable String hardware, List<Toleration> tolerations, Map<String, String> nodeSelector) {
    public ServiceNodes {
        tolerations = List.copyOf(tolerations);
        nodeSelector = new TreeMap<>(nodeSelector);
    }

    public static ServiceNodes of(AIMServiceSpec spec) {
        JsonNode pod = spec.podTemplate() == null
                ? Trees.of(Map.of())
                : spec.podTemplate().path("spec");
        List<Toleration> tolerations = new ArrayList<>(ofAny().tolerations());
        try {
            pod.path("tolerations").forEach(each -> tolerations.add(Trees.as(each, Toleration.class)));
        } catch (IllegalArgumentException e) {
            // the template is refused where it is rendered, with a message of its own
        }
        Map<String, String> selector = new TreeMap<>();
        pod.path("nodeSelector")
                .properties()
                .forEach(label -> selector.put(label.getKey(), label.getValue().asText()));
        return new ServiceNodes(spec.hardware(), tolerations, selector);
    }

    /** Those of a service that asks for nothing in particular. */
    public static ServiceNodes ofAny() {
        Toleration ours = new TolerationBuilder()
                .withKey(GpuResources.GPU)
                .withOperator("Exists")
                .withEffect("NoSchedule")
                .build();
        return new ServiceNodes(null, List.of(ours), Map.of());
    }

    /** Why the pods cannot run on this node, in words that explain the node's name; empty when they can. */
    Optional<String> obstacle(NodeView node) {
        if (node.unschedulable()) {
            return Optional.of("cordoned");
        }
        if (!node.ready()) {
            return Optional.of("not ready");
        }
        Optional<String> taint = node.taints().stream()
                .filter(each -> !"PreferNoSchedule".equals(each.getEffect()))
                .filter(each -> tolerations.stream().noneMatch(toleration -> tolerates(toleration, each)))
                .findFirst()
                .map(each -> "tainted " + shown(each) + ", which spec.podTemplate does not tolerate");
        return taint.or(() -> nodeSelector.entrySet().stream()
                .filter(label -> !label.getValue().equals(node.labels().get(label.getKey())))
                .findFirst()
                .map(label -> "without the label " + label.getKey() + "=" + label.getValue()
                        + ", which spec.podTemplate asks for"));
    }

    /** As the scheduler sees it: an empty key or effect stands for any. */
    private static boolean tolerates(Toleration toleration, Taint taint) {
        boolean effect = blank(toleration.getEffect()) || toleration.getEffect().equals(taint.getEffect());
        boolean exists = "Exists".equals(toleration.getOperator());
        boolean key = blank(toleration.getKey()) ? exists : toleration.getKey().equals(taint.getKey());
        return effect && key && (exists || text(toleration.getValue()).equals(text(taint.getValue())));
    }

    private static String shown(Taint taint) {
        String value = blank(taint.getValue()) ? "" : "=" + taint.getValue();
        return taint.getKey() + value + ":" + taint.getEffect();
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
