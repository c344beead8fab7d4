package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("aim fit")
class FitCommandTest {
    private static final String MODEL = "Qwen/Qwen3-32B";

    private static final String LARGE = "meta-llama/Llama-3.1-405B-Instruct";

    @Test
    @DisplayName("shows the parts of each GPU's memory for one number of GPUs, and what is left for requests")
    void parts() {
        Invocation fit = Invocation.of("fit", MODEL, "--hardware=MI300X", "--gpu-count=4");

        assertThat(fit.exitCode()).as(fit.err()).isZero();
        assertThat(fit.out())
                .startsWith("Qwen/Qwen3-32B in bf16 on 4 x MI300X: it fits.\nOf each GPU:\n")
                .containsPattern(
                        " memory +192\\.0 GiB\n +the engine may use +172\\.8 GiB \\(90 %\\)\n +- weights +15\\.")
                .containsPattern("Room for \\d+ requests of 32768 tokens at once, or for one of 40960\\.\n")
                .endsWith("The model's own longest context is 40960.\n");
    }

    @Test
    @DisplayName("adds up for programs: weights, overhead and KV cache are what the engine may use")
    void addsUp() throws IOException {
        JsonNode way = new ObjectMapper()
                .readTree(Invocation.of(
                                "fit", MODEL, "--hardware=MI300X", "--gpu-count=4", "--context=40960", "-o", "json")
                        .out())
                .path("ways")
                .path(0);

        JsonNode memory = way.path("perGpu");
        assertThat(memory.path("weightsBytes").asLong()
                        + memory.path("overheadBytes").asLong()
                        + memory.path("kvCacheBytes").asLong())
                .isEqualTo(memory.path("usableBytes").asLong());
        assertThat(way.path("fits").asBoolean()).isTrue();
        assertThat(way.path("contextTokens").asLong()).isEqualTo(40_960);
        assertThat(way.path("concurrency").asLong())
                .isEqualTo(memory.path("kvCacheBytes").asLong()
                        / memory.path("requestBytes").asLong());
    }

    @Test
    @DisplayName("shows a table of all numbers of GPUs without one, with what does not fit and in a wide one why")
    void table() {
        Invocation fit = Invocation.of("fit", "deepseek-ai/DeepSeek-R1-0528", "--hardware=MI300X", "--precision=fp8");
        Invocation wide = Invocation.of(
                "fit", "deepseek-ai/DeepSeek-R1-0528", "--hardware=MI300X", "--precision=fp8", "-o", "wide");

        assertThat(fit.exitCode()).isZero();
        assertThat(fit.out())
                .startsWith("PRECISION  GPUS      FITS  WEIGHTS ")
                .containsPattern("\nfp8 +4xMI300X +no +")
                .containsPattern("\nfp8 +8xMI300X +yes +");
        assertThat(fit.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(wide.out()).containsPattern("fp8 +4xMI300X +no .* deepseek-ai/DeepSeek-R1-0528 +The weights take ");
        assertThat(Invocation.of("fit", MODEL, "--hardware=MI210", "-o", "name").out())
                .contains("2xMI210/bf16\n")
                .doesNotContain("1xMI210");
    }

    @Test
    @DisplayName("fails with the reason where nothing fits, and where the hardware cannot compute the precision")
    void doesNotFit() {
        Invocation small = Invocation.of("fit", MODEL, "--hardware=MI210", "--gpu-count=1");
        Invocation lacks = Invocation.of(
                "fit", "deepseek-ai/DeepSeek-R1-0528", "--hardware=MI210", "--gpu-count=8", "--precision=fp8");
        Invocation heads = Invocation.of("fit", MODEL, "--hardware=MI300X", "--gpu-count=3");

        assertThat(small.exitCode()).isEqualTo(1);
        assertThat(small.out()).contains("it does not fit. The weights take ").doesNotContain("Room for");
        assertThat(lacks.exitCode()).isEqualTo(1);
        assertThat(lacks.out()).contains("MI210 cannot compute fp8;");
        assertThat(heads.exitCode()).isEqualTo(1);
        assertThat(heads.out().replaceAll("\\s+", " ")).contains("gpuCount 3 cannot share out the 64 attention heads");
    }

    @Test
    @DisplayName("says over how many nodes it would fit, and with so many shows them in full")
    void severalNodes() throws IOException {
        Invocation one = Invocation.of("fit", LARGE, "--hardware=MI210", "--precision=bf16");
        Invocation forPrograms =
                Invocation.of("fit", LARGE, "--hardware=MI210", "--precision=bf16", "--gpu-count=8", "-o", "json");
        Invocation three = Invocation.of("fit", LARGE, "--hardware=MI210", "--precision=bf16", "--max-nodes=3");

        String remedy = "24 x MI210 on 3 nodes would do, in bf16 (--max-nodes 3).\n";
        assertThat(one.exitCode()).isEqualTo(1);
        assertThat(one.out()).endsWith(remedy);
        assertThat(forPrograms.exitCode()).isEqualTo(1);
        assertThat(forPrograms.err()).isEqualTo("aim: " + remedy);
        assertThat(new ObjectMapper()
                        .readTree(forPrograms.out())
                        .at("/ways/0/nodes")
                        .asInt())
                .isEqualTo(1);
        assertThat(three.exitCode()).isZero();
        assertThat(three.out())
                .containsPattern("\nbf16 +8xMI210 +no ")
                .containsPattern("\nbf16 +2x8xMI210 +no ")
                .containsPattern("\nbf16 +3x8xMI210 +yes ")
                .doesNotContain("would do");
        assertThat(Invocation.of("fit", LARGE, "--hardware=MI210", "--max-nodes=3", "-o", "name")
                        .out())
                .isEqualTo("3x8xMI210/bf16\n");
        assertThat(Invocation.of("fit", MODEL, "--hardware=MI210", "--gpu-count=1")
                        .out())
                .endsWith("2 x MI210 would do, in bf16.\n");
    }

    @Test
    @DisplayName(
            "shares a number of GPUs out over each number of nodes that it can, by the figures that a choice goes by")
    void sharedOut() throws IOException {
        JsonNode ways = json("fit", MODEL, "--hardware=MI210", "--precision=bf16", "--gpu-count=8", "--max-nodes=4")
                .path("ways");
        JsonNode over = json("fit", LARGE, "--hardware=MI210", "--precision=bf16", "--gpu-count=24", "--max-nodes=3")
                .at("/ways/0");
        JsonNode chosen = json("generate", LARGE, "--hardware=MI210", "--max-nodes=3", "-o", "json");

        assertThat(ways.findValuesAsText("nodes")).containsExactly("1", "2", "4");
        assertThat(ways.findValuesAsText("gpuCount")).containsOnly("8");
        assertThat(over.path("nodes")).isEqualTo(chosen.path("nodes"));
        assertThat(over.path("maxContext")).isEqualTo(chosen.at("/fit/maxContext"));
        assertThat(over.path("concurrency")).isEqualTo(chosen.at("/fit/concurrency"));
        assertThat(24 * over.at("/perGpu/kvCacheBytes").asLong())
                .isEqualTo(chosen.at("/fit/kvCacheBytes").asLong());
        Invocation six = Invocation.of("fit", MODEL, "--hardware=MI300X", "--gpu-count=6", "--max-nodes=2");
        assertThat(six.out().replaceAll("\\s+", " "))
                .doesNotContain("Room for")
                .contains(
                        " on 6 x MI300X: it does not fit. gpuCount 6 cannot share out",
                        " on 6 x MI300X on 2 nodes: it does not fit. The 3 GPUs that share each layer cannot share out");
    }

    private static JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("-o")) {
            all.addAll(List.of("-o", "json"));
        }
        return new ObjectMapper()
                .readTree(Invocation.of(all.toArray(String[]::new)).out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Qwen/Qwen3-23B --hardware=MI300X | 1 | The model Qwen/Qwen3-23B is not known; the nearest are Qwen/Qwen3-",
                "no-such --hardware=MI300X | 1 | ; 'aim models list' has all that are. To ask about it all the same, say its",
                "Qwen/Qwen3-32B --hardware=MI300X --precision=mxfp4 | 1 | is not published in that precision; it is in bf16",
                "Qwen/Qwen3-32B --hardware=H100 | 2 | --hardware H100 is not known; known are MI355X",
                "Qwen/Qwen3-32B | 2 | --hardware",
                "Qwen/Qwen3-32B --hardware=MI300X --context=50000 | 2 | --context 50000 has to be from 1 to 40960",
                "Qwen/Qwen3-32B --hardware=MI300X --gpu-count=0 | 2 | 0' is not a number of GPUs",
                "Qwen/Qwen3-32B --hardware=MI300X --max-nodes=0 | 2 | 0' is not a number of nodes from 1 to 128",
                "Qwen/Qwen3-32B --hardware=MI300X --max-nodes=-1 | 2 | -1' is not a number of nodes from 1 to 128",
                "Qwen/Qwen3-32B --hardware=MI300X --gpu-count=24 --max-nodes=2 | 2 | --gpu-count 24 is more than --max-nodes 2 allows: 16, with 8 MI300X on a node.",
                "Qwen/Qwen3-32B --hardware=MI300X/cpx_nps4 --gpu-count=65 --max-nodes=1 | 2 | --max-nodes 1 allows: 64, with 64 MI300X/cpx_nps4 on a node.",
                "Qwen/Qwen3-32B --hardware=MI300X --gpu-count=11 --max-nodes=3 | 2 | --gpu-count 11 cannot be shared out evenly over up to 3 nodes with up to 8 MI300X each; the next that can is 12.",
            })
    @DisplayName("says in one sentence what cannot be")
    void refuses(String arguments, int exitCode, String said) {
        List<String> all = new ArrayList<>(List.of("fit"));
        all.addAll(List.of(arguments.split(" ")));

        Invocation refused = Invocation.of(all.toArray(String[]::new));

        assertThat(refused.exitCode()).isEqualTo(exitCode);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains(said);
    }
}
