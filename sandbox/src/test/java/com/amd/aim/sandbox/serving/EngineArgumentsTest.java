package com.amd.aim.sandbox.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.sandbox.serving.EngineArguments.Refused;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineArgumentsTest {

    @Test
    @DisplayName("the options that are honoured")
    void honoured() throws Refused {
        EngineArguments arguments = parse("vllm serve Qwen/Qwen3-32B --host 0.0.0.0 --port 9000 --served-model-name a b"
                + " --tensor-parallel-size 4 --pipeline_parallel_size=2 --max-model-len 32k --max-num-seqs 16");
        assertThat(arguments.model()).isEqualTo("Qwen/Qwen3-32B");
        assertThat(arguments.names()).containsExactly("a", "b");
        assertThat(arguments.port()).isEqualTo(9000);
        assertThat(arguments.worldSize()).isEqualTo(8);
        assertThat(arguments.maxModelLen()).isEqualTo(OptionalInt.of(32_000));
        assertThat(arguments.maxSequences()).isEqualTo(16);
    }

    @Test
    @DisplayName("the engine's defaults")
    void defaults() throws Refused {
        EngineArguments arguments = parse("vllm serve Qwen/Qwen3-32B");
        assertThat(arguments.names()).containsExactly("Qwen/Qwen3-32B");
        assertThat(arguments.port()).isEqualTo(8000);
        assertThat(arguments.worldSize()).isEqualTo(1);
        assertThat(arguments.maxModelLen()).isEmpty();
    }

    @Test
    @DisplayName("SGLang's names for them, and its defaults")
    void sglang() throws Refused {
        EngineArguments arguments =
                parse("python3 -m sglang.launch_server --model-path m --tp 4 --pp-size 2 --dp-size=2 --nnodes 2"
                        + " --host 0.0.0.0 --port 8000 --served-model-name a --context-length 4096"
                        + " --max-running-requests 16 --trust-remote-code --enable-metrics");
        assertThat(arguments.dialect()).isEqualTo(Dialect.SGLANG);
        assertThat(arguments.model()).isEqualTo("m");
        assertThat(arguments.names()).containsExactly("a");
        assertThat(arguments.host()).isEqualTo("0.0.0.0");
        assertThat(arguments.port()).isEqualTo(8000);
        assertThat(arguments.worldSize()).isEqualTo(8);
        assertThat(arguments.maxModelLen()).isEqualTo(OptionalInt.of(4096));
        assertThat(arguments.maxSequences()).isEqualTo(16);

        EngineArguments defaults =
                parse("python3 -m sglang.launch_server --model m --tp-size 8 --dp-size 8 --enable-dp-attention");
        assertThat(defaults.names()).containsExactly("m");
        assertThat(defaults.host()).isEqualTo("127.0.0.1");
        assertThat(defaults.port()).isEqualTo(30000);
        assertThat(defaults.worldSize()).isEqualTo(8);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "of a server over several nodes one part answers; of the others SGLang says that they are well, vLLM nothing")
    @CsvSource({
        "vllm serve m --nnodes 2 --node-rank 0, WHOLE",
        "vllm serve --headless m --nnodes 2 --node-rank 1, NONE",
        "python3 -m sglang.launch_server --model m --nnodes 2 --node-rank 0, WHOLE",
        "python3 -m sglang.launch_server --model m --nnodes 2 --node-rank 1, HEALTH",
    })
    void face(String command, EngineArguments.Face face) throws Refused {
        assertThat(parse(command).face()).isEqualTo(face);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("what SGLang refuses is refused in its words")
    @CsvSource(delimiter = '|', textBlock = """
                    --tp-size 1                     | the following arguments are required: --model-path/--model
                    --model m --dtype fp8           | argument --dtype: invalid choice: 'fp8' (choose from auto, bfloat16, float, float16, float32, half)
                    m --model m                     | unrecognized arguments: m
                    --model m --tp two              | argument --tp-size: invalid int value: 'two'
                    --model m --served-model-name a b | unrecognized arguments: b
                    """)
    void refusedBySglang(String options, String message) {
        assertThatThrownBy(() -> parse("python3 -m sglang.launch_server " + options))
                .isInstanceOf(Refused.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("unknown options are accepted with and without a value")
    void unknown() throws Refused {
        EngineArguments arguments = parse("vllm serve m --new-thing 7 --new-switch --kv-transfer-config {} --port 1");
        assertThat(arguments.options()).containsEntry("new-thing", "7").containsEntry("new-switch", "");
        assertThat(arguments.port()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("what vLLM refuses is refused in its words")
    @CsvSource(delimiter = '|', textBlock = """
                    --dtype fp8                 | argument --dtype: invalid choice: 'fp8' (choose from auto, bfloat16, float, float16, float32, half)
                    --trust-remote-code true    | unrecognized arguments: true
                    --port http                 | argument --port: invalid int value: 'http'
                    --tensor-parallel-size two  | argument --tensor-parallel-size: invalid int value: 'two'
                    --max-model-len long        | argument --max-model-len: invalid value: 'long'
                    """)
    void refused(String options, String message) {
        assertThatThrownBy(() -> parse("vllm serve m " + options))
                .isInstanceOf(Refused.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("an engine is recognised by its command")
    @CsvSource({
        "vllm serve m, true",
        "/usr/local/bin/vllm serve m, true",
        "python3 -m sglang.launch_server --model m, true",
        "/usr/bin/python3.12 -m sglang.launch_server --model m, true",
        "python3 -m sglang.bench_serving, false",
        "python3 -m, false",
        "vllm bench m, false",
        "vllm, false",
        "aim download x, false",
        "sh -c vllm serve m, false",
    })
    void recognised(String command, boolean engine) {
        assertThat(SimulatedEngine.recognizes(List.of(command.split(" ", -1)))).isEqualTo(engine);
    }

    private static EngineArguments parse(String command) throws Refused {
        return EngineArguments.parse(List.of(command.split(" ", -1)));
    }
}
