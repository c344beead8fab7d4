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
