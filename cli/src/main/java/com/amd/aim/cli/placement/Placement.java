package com.amd.aim.cli.placement;

import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.GpuAmount;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one service would be.
 *
 * @param recipe chosen; absent, as all that follows from it, where nothing can be
 * @param gpuCount GPUs of one replica, over all its nodes
 * @param nodes over how many nodes one replica stretches
 * @param replicas how many it wants
 * @param placed how many find their GPUs
 * @param on where these are, by node
 * @param reason why not all are placed; absent where they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Placement(
        String namespace,
        String name,
        String modelId,
        @Nullable String recipe,
        @Nullable String backend,
        @Nullable String hardware,
        @Nullable Integer gpuCount,
        @Nullable Integer nodes,
        @Nullable String precision,
        int replicas,
        int placed,
        List<OnNode> on,
        @Nullable String reason) {
    /** So many servers on a node; of one that stretches over several, its part there. */
    public record OnNode(String node, int replicas) {}

    public Placement {
        on = List.copyOf(on);
    }

    static Placement of(Wanted wanted, Chosen chosen, List<OnNode> on, @Nullable String reason) {
        return new Placement(
                wanted.namespace(),
                wanted.name(),
                wanted.request().modelId(),
                chosen.recipe().name(),
                chosen.configuration().backend(),
                chosen.gpu().name(),
                chosen.gpuCount(),
                chosen.nodes(),
                chosen.precision().word(),
                wanted.replicas(),
                on.stream().mapToInt(OnNode::replicas).sum() / chosen.nodes(),
                on,
                reason);
    }

    static Placement none(Wanted wanted, String reason) {
        return new Placement(
                wanted.namespace(),
                wanted.name(),
                wanted.request().modelId(),
                null,
                null,
                null,
                null,
                null,
                null,
                wanted.replicas(),
                0,
                List.of(),
                reason);
    }

    /** Whether all that is wanted is placed. */
    @JsonIgnore
    public boolean isWhole() {
        return reason == null;
    }

    /** The GPUs of one replica; empty where nothing can be chosen. */
    Optional<GpuAmount> gpus() {
        return hardware == null || gpuCount == null || nodes == null
                ? Optional.empty()
                : Optional.of(new GpuAmount(gpuCount, nodes, hardware));
    }

    /** With its namespace. */
    public String fullName() {
        return namespace + "/" + name;
    }
}
