package com.amd.aim.engine.config;

import static com.amd.aim.engine.config.Configs.CATALOG;
import static com.amd.aim.engine.config.Configs.config;
import static com.amd.aim.engine.config.Configs.generate;
import static com.amd.aim.engine.config.Configs.overNodes;
import static com.amd.aim.engine.config.Configs.own;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.backend.GroupWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What arguments make of the GPUs")
class ParallelismTest {
    private static final String MODEL = "Qwen/Qwen3-32B";

    @ParameterizedTest(name = "{0}, {1} GPUs on {2} nodes, {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "vllm   | 8  | 1 | {}                                             | --tensor-parallel-size 8",
                "vllm   | 8  | 1 | {pipeline-parallel-size: 2}                    | --pipeline-parallel-size 2 --tensor-parallel-size 4",
                "vllm   | 8  | 1 | {dp: 4, tensor-parallel-size: 2}               | --data-parallel-size 4 --tensor-parallel-size 2",
                "vllm   | 8  | 1 | {data-parallel-size: 2, pp: 2}                 | --data-parallel-size 2 --pipeline-parallel-size 2 --tensor-parallel-size 2",
                "vllm   | 16 | 2 | {}                                             | --pipeline-parallel-size 2 --tensor-parallel-size 8",
                "vllm   | 16 | 2 | {pipeline-parallel-size: 1}                    | --pipeline-parallel-size 1 --tensor-parallel-size 16",
                "sglang | 8  | 1 | {dp-size: 2}                                   | --dp-size 2 --tp-size 4",
                "sglang | 8  | 1 | {dp-size: 8, enable-dp-attention: true}        | --dp-size 8 --enable-dp-attention --tp-size 8",
                "sglang | 16 | 2 | {}                                             | --pp-size 2 --tp-size 8",
                "sglang | 16 | 2 | {dp-size: 8, enable-dp-attention: true}        | --dp-size 8 --enable-dp-attention --pp-size 2 --tp-size 8",
            })
    @DisplayName("R52 tensor parallelism is what the other forms leave, nodes share out the layers")
    void parallelism(String backend, int gpuCount, int nodes, String args, String expected) {
        List<String> command =
                config(overNodes(MODEL, backend, gpuCount, nodes, args), "{}").command();

        assertThat(String.join(" ", words(command))).isEqualTo(expected);
    }

    /** The arguments that say how GPUs are shared out, in their order. */
    private static List<String> words(List<String> command) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            if (command.get(i).matches("--(tensor|pipeline|data)-parallel-size|--(tp|pp|dp)-size")) {
                words.add(command.get(i));
                words.add(command.get(i + 1));
            } else if (command.get(i).equals("--enable-dp-attention")) {
                words.add(command.get(i));
            }
        }
        return words;
    }

    @Test
    @DisplayName("a user's own form of parallelism is laid over the recipe's, and memory is reckoned by it")
    void ofUser() {
        assertThat(words(config(own(MODEL, 8, "{}"), "{pipeline-parallel-size: 4}")
                        .command()))
                .containsExactly("--pipeline-parallel-size", "4", "--tensor-parallel-size", "2");
        assertThat(generate(own(MODEL, 4, "{}"), "{data-parallel-size: 4, gpu-memory-utilization: 0.35}"))
                .isInstanceOfSatisfying(
                        Generation.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .startsWith(
                                        "args: with a memory utilisation of 0.35 it does not fit. The weights take"));
    }

    @ParameterizedTest(name = "{0}, {1} GPUs on {2} nodes, {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "vllm   | 8  | 1 | {pipeline-parallel-size: 3} | args.pipeline-parallel-size 3 does not share out the 8 GPUs of this configuration evenly; possible are 1, 2, 4, 8.",
                "vllm   | 8  | 1 | {pipeline-parallel-size: 0} | args.pipeline-parallel-size 0 does not share out the 8 GPUs of this configuration evenly; possible are 1, 2, 4, 8.",
                "vllm   | 8  | 1 | {data-parallel-size: two}   | args.data-parallel-size two does not share out the 8 GPUs of this configuration evenly; possible are 1, 2, 4, 8.",
                "vllm   | 16 | 2 | {data-parallel-size: 2}     | args.data-parallel-size 2 cannot be over 2 nodes; remove it.",
                "vllm   | 16 | 2 | {tensor-parallel-size: 16}  | args.tensor-parallel-size 16 differs from the 8 of this configuration's 16 GPUs that share each layer; set gpuCount instead.",
                "vllm   | 16 | 2 | {nnodes: 2}                 | args.nnodes is set by AIM Engine; remove it.",
                "vllm   | 16 | 2 | {n: 2}                      | args.nnodes is set by AIM Engine; remove it.",
                "sglang | 16 | 2 | {nccl-init-addr: x}         | args.dist-init-addr is set by AIM Engine; remove it.",
                "sglang | 16 | 2 | {dp-size: 2}                | args.dp-size 2 cannot be over 2 nodes; remove it.",
            })
    @DisplayName("what cannot use all GPUs is refused with what can")
    void refused(String backend, int gpuCount, int nodes, String args, String sentence) {
        assertThat(generate(overNodes(MODEL, backend, gpuCount, nodes, "{}"), args))
                .isEqualTo(new Generation.Refused(List.of(sentence)));
    }

    @Test
    @DisplayName("R68 each node is told how many there are, which it is, and where to meet the first")
    void members() {
        ServingConfig vllm = config(overNodes(MODEL, "vllm", 16, 2, "{}"), "{}");
        assertThat(vllm.spansNodes()).isTrue();
        assertThat(vllm.resources().gpuCount()).isEqualTo(8);
        assertThat(tail(vllm, "0", true)).isEqualTo("--nnodes 2 --node-rank 0 --master-addr 10.0.0.1");
        assertThat(tail(vllm, "1", false)).isEqualTo("--nnodes 2 --node-rank 1 --master-addr 10.0.0.1 --headless");

        ServingConfig sglang = config(overNodes(MODEL, "sglang", 16, 2, "{}"), "{}");
        assertThat(tail(sglang, "1", false)).isEqualTo("--nnodes 2 --node-rank 1 --dist-init-addr 10.0.0.1:20000");

        ServingConfig one = config(overNodes(MODEL, "vllm", 8, 1, "{}"), "{}");
        assertThat(one.spansNodes()).isFalse();
    }

    @Test
    @DisplayName("every release that is known takes the arguments by which nodes find each other")
    void known() {
        assertThat(CATALOG.engines())
                .filteredOn(EngineRelease::checked)
                .isNotEmpty()
                .allSatisfy(release -> {
                    GroupWords words =
                            Backends.byName(release.backend()).orElseThrow().group();
                    assertThat(Stream.concat(
                                    Stream.of(words.size(), words.rank(), words.leader()), words.followers().stream()))
                            .allMatch(name -> release.arguments().find(name).isPresent());
                });
    }

    private static String tail(ServingConfig config, String rank, boolean leads) {
        List<String> whole = config.commandOfMember(rank, "10.0.0.1", leads);
        assertThat(whole).startsWith(config.command().toArray(String[]::new));
        return String.join(" ", whole.subList(config.command().size(), whole.size()));
    }
}
