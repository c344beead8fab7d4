package com.amd.aim.sandbox.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The quality of service class: told from cpu and memory alone. */
final class QosClass {

    private static final List<String> COUNTED = List.of("cpu", "memory");

    private QosClass() {}

    static String of(PodSpec spec) {
        List<ResourceRequirements> resources = Stream.concat(
                        Objects.requireNonNullElse(spec.getInitContainers(), List.<Container>of()).stream(),
                        spec.getContainers().stream())
                .map(container -> Objects.requireNonNullElseGet(container.getResources(), ResourceRequirements::new))
                .toList();
        if (resources.stream().allMatch(QosClass::guaranteed)) {
            return "Guaranteed";
        }
        boolean nothing = resources.stream()
                .noneMatch(needs -> COUNTED.stream()
                        .anyMatch(name -> limits(needs).containsKey(name)
                                || requests(needs).containsKey(name)));
        return nothing ? "BestEffort" : "Burstable";
    }

    private static boolean guaranteed(ResourceRequirements needs) {
        return COUNTED.stream().allMatch(name -> {
            Quantity limit = limits(needs).get(name);
            Quantity request = requests(needs).getOrDefault(name, limit);
            return limit != null
                    && limit.getNumericalAmount()
                                    .compareTo(Objects.requireNonNull(request).getNumericalAmount())
                            == 0;
        });
    }

    private static Map<String, Quantity> limits(ResourceRequirements needs) {
        return Objects.requireNonNullElse(needs.getLimits(), Map.of());
    }

    private static Map<String, Quantity> requests(ResourceRequirements needs) {
        return Objects.requireNonNullElse(needs.getRequests(), Map.of());
    }
}
