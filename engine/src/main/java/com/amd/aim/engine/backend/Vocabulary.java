package com.amd.aim.engine.backend;

import com.amd.aim.engine.fit.Layout;
import com.amd.aim.engine.recipe.Arguments;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an engine calls the things that every engine has.
 *
 * @param engine as people write it
 * @param model the checkpoint
 * @param tensorParallel GPUs that share each layer
 * @param pipelineParallel groups of layers on GPUs of their own
 * @param dataParallel copies of the attention
 * @param attentionApart the flag by which these copies share the GPUs of tensor parallelism; empty: each has its own
 * @param utilization the share of GPU memory
 * @param activationsApart whether that share is for weights and KV cache alone
 * @param maxLength the context
 * @param batchedTokens tokens of one step
 * @param owned what nobody else sets: where it listens, what it serves, and what would take either elsewhere
 * @param stretching what lengthens the context beyond the model's own
 * @param dotted whether single fields of a JSON argument can be given, behind a dot
 * @param group how the nodes of one replica find each other
 * @param always set unless the recipe says otherwise
 */
record Vocabulary(
        String engine,
        String model,
        String tensorParallel,
        String pipelineParallel,
        String dataParallel,
        String attentionApart,
        String utilization,
        boolean activationsApart,
        String maxLength,
        String batchedTokens,
        Set<String> owned,
        List<String> stretching,
        boolean dotted,
        GroupWords group,
        Map<String, JsonNode> always) {
    /** What the engine is told of tensor parallelism, where it lays itself out like that. */
    int tensorParallel(Layout layout, Arguments arguments) {
        return arguments.isTrue(attentionApart) ? layout.tensor() * layout.data() : layout.tensor();
    }

    /** Whether the arguments lengthen the model's context beyond what it was trained for. */
    boolean stretches(Arguments arguments) {
        return stretching.stream().anyMatch(arguments::has);
    }
}
