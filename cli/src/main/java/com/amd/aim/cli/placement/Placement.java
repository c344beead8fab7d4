package com.amd.aim.cli.placement;

import com.amd.aim.engine.selection.Chosen;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one service would be.
 *
 * @param recipe chosen; absent, as all that follows from it, where nothing can be
 * @param gpuCount GPUs of one replica
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
        @Nullable String precision,
        int replicas,
        int placed,
        List<OnNode> on,
        @Nullable String reason) {
    /** So many servers on a node. */
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

    /** With its namespace. */
    public String fullName() {
        return namespace + "/" + name;
    }
}
