package com.amd.aim.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.check.CatalogCheck;
import com.amd.aim.engine.check.Finding;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.selection.Choice;
import com.amd.aim.engine.selection.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R53 An argument of a recipe file that is JSON")
class RecipeFileArgumentsTest {
    private static final Catalog BUILT_IN = Catalog.builtIn();
    private static final String MODEL = "Qwen/Qwen3-32B";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{1}")
    @DisplayName("makes the same word of the command as a mapping or list and as text")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--compilation-config | {mode: 3, cudagraph_mode: FULL_DECODE_ONLY}"
                        + " | {'mode':3,'cudagraph_mode':'FULL_DECODE_ONLY'}",
                "--compilation-config | {pass_config: {fuse: true}, custom_ops: [+rms_norm, none]}"
                        + " | {'pass_config':{'fuse':true},'custom_ops':['+rms_norm','none']}",
                "--speculative-config | {method: ngram, share: 0.5, model: ~, text: '3'}"
                        + " | {'method':'ngram','share':0.5,'model':null,'text':'3'}",
                "--allowed-origins | [a, 'b c'] | ['a','b c']"
            })
    void bothForms(String name, String yaml, String json) throws IOException {
        String text = json.replace('\'', '"');
        assertThat(command("%s: %s".formatted(name, yaml)))
                .containsSequence(name, text)
                .isEqualTo(command("%s: '%s'".formatted(name, text)));
    }

    @Test
    @DisplayName("is refused where the argument takes no JSON, with the file, the argument and the value")
    void nonsense() throws IOException {
        assertThat(CatalogCheck.check(written("--max-model-len: {a: [1, ~]}")))
                .map(Finding::toString)
                .contains("error: recipes/own.yaml: configuration vllm-1: The recipe's args.max-model-len"
                        + " {\"a\":[1,null]} must be a whole number such as 32768, 32k or 32K, or auto.");
    }

    private List<String> command(String argument) throws IOException {
        Choice choice = new Choice("own", "vllm-1", "vllm", "MI300X", "amd.com/gpu", 1, 1, Precision.BF16);
        Catalog catalog = written(argument);
        return ((ServingConfig) ConfigGenerator.generate(
                        Selector.restore(choice, MODEL, catalog, List.of()).orElseThrow(), Overrides.NONE, catalog))
                .command();
    }

    private Catalog written(String argument) throws IOException {
        Files.createDirectories(directory.resolve("recipes"));
        Files.writeString(directory.resolve("recipes/own.yaml"), """
                recipe_id: own
                model_id: %s
                hardware: MI300X
                precision: bf16
                vllm_serve:
                  1_gpu:
                    args:
                      %s
                """.formatted(MODEL, argument));
        return BUILT_IN.with(directory);
    }
}
