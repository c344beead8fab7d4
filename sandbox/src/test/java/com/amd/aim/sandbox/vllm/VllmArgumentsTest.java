package com.amd.aim.sandbox.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.sandbox.vllm.VllmArguments.Refused;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VllmArgumentsTest {

    @Test
    @DisplayName("the options that are honoured")
    void honoured() throws Refused {
        VllmArguments arguments = parse("vllm serve Qwen/Qwen3-32B --host 0.0.0.0 --port 9000 --served-model-name a b"
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
        VllmArguments arguments = parse("vllm serve Qwen/Qwen3-32B");
        assertThat(arguments.names()).containsExactly("Qwen/Qwen3-32B");
        assertThat(arguments.port()).isEqualTo(8000);
        assertThat(arguments.worldSize()).isEqualTo(1);
        assertThat(arguments.maxModelLen()).isEmpty();
    }

    @Test
    @DisplayName("unknown options are accepted with and without a value")
    void unknown() throws Refused {
        VllmArguments arguments = parse("vllm serve m --new-thing 7 --new-switch --kv-transfer-config {} --port 1");
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
        "vllm bench m, false",
        "vllm, false",
        "aim download x, false",
        "sh -c vllm serve m, false",
    })
    void recognised(String command, boolean engine) {
        assertThat(SimulatedVllm.recognizes(List.of(command.split(" ", -1)))).isEqualTo(engine);
    }

    private static VllmArguments parse(String command) throws Refused {
        return VllmArguments.parse(List.of(command.split(" ", -1)));
    }
}
