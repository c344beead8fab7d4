package com.amd.aim.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.backend.Argument;
import com.amd.aim.engine.backend.Argument.Arity;
import com.amd.aim.engine.backend.Argument.Kind;
import com.amd.aim.engine.backend.ArgumentTable;
import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.RecipeCheck;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selector;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInCatalogTest {
    private static final Catalog CATALOG = Catalog.builtIn();

    @Test
    @DisplayName("the built-in catalogue has no problem, and every recipe in it could work")
    void clean() {
        assertThat(CATALOG.problems()).isEmpty();
        assertThat(CATALOG.recipes())
                .allSatisfy(recipe ->
                        assertThat(RecipeCheck.problems(recipe, CATALOG)).isEmpty());
    }

    @Test
    @DisplayName("the folders at the root of the tree are the built-in catalogue")
    void sameAsTheTree() {
        Catalog tree = Catalog.read(Path.of(System.getProperty("aim.root")));
        assertThat(tree.recipes()).isEqualTo(CATALOG.recipes());
        assertThat(tree.models().all()).isEqualTo(CATALOG.models().all());
        assertThat(tree.gpus().all()).isEqualTo(CATALOG.gpus().all());
        assertThat(tree.engines()).isEqualTo(CATALOG.engines());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("R52 R121 the first four recipes are there as designed")
    @CsvSource({
        "qwen3-32b-mi300x-bf16, Qwen/Qwen3-32B, BF16, 32768, 8192/16384/32768/65536, 4096/8192/16384/32768",
        "deepseek-r1-0528-mi300x-fp16, deepseek-ai/DeepSeek-R1-0528, FP16, 8192, off/16384/32768/65536,"
                + " off/8192/16384/32768",
        "llama-3-1-405b-fp8-kv-mi300x-fp8, amd/Llama-3.1-405B-Instruct-FP8-KV, FP8, 8192, 1024/2048/4096/8192,"
                + " 1024/1024/2048/4096",
        "llama-4-maverick-17b-mi300x-fp8, meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8, FP8, 131072,"
                + " 16384/32768/65536/131072, 8192/16384/32768/65536"
    })
    void recipes(String name, String model, Precision precision, String length, String vllm, String sglang) {
        Recipe recipe = CATALOG.recipes().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(recipe.modelId()).isEqualTo(model);
        assertThat(recipe.hardware()).isEqualTo("MI300X");
        assertThat(recipe.precision()).isEqualTo(precision);
        assertThat(recipe.readiness()).isEqualTo(Readiness.PRODUCTION);
        assertThat(tokens(recipe, "vllm", "max-num-batched-tokens")).isEqualTo(vllm);
        assertThat(tokens(recipe, "sglang", "chunked-prefill-size")).isEqualTo(sglang);
        assertThat(recipe.configurations())
                .filteredOn(Configuration::enabled)
                .filteredOn(configuration -> configuration.backend().equals("vllm"))
                .allSatisfy(configuration -> {
                    assertThat(configuration.args().text("max-model-len")).isEqualTo(length);
                    assertThat(configuration.args().text("gpu-memory-utilization"))
                            .isEqualTo("0.9");
                    assertThat(configuration.args().isTrue("trust-remote-code")).isTrue();
                    assertThat(configuration.args().count("tensor-parallel-size"))
                            .hasValue(configuration.gpuCount());
                });
    }

    private static String tokens(Recipe recipe, String backend, String argument) {
        return String.join(
                "/",
                recipe.configurations().stream()
                        .filter(one -> one.backend().equals(backend))
                        .map(one -> one.enabled() ? one.args().text(argument) : "off")
                        .toList());
    }

    @Test
    @DisplayName("every model of a recipe is catalogued, with its size and its checkpoint")
    void models() {
        assertThat(CATALOG.models().all())
                .map(Model::id)
                .contains("Qwen/Qwen3-8B", "Qwen/Qwen3-0.6B", "meta-llama/Llama-3.1-8B-Instruct", "openai/gpt-oss-20b")
                .containsAll(CATALOG.recipes().stream().map(Recipe::modelId).toList());
        assertThat(CATALOG.models().all()).allSatisfy(model -> {
            assertThat(model.parametersBillions()).isPresent();
            assertThat(model.checkpoint(model.id())).isPresent();
        });
    }

    @Test
    @DisplayName("R74 on a node of any GPU a model is served with vLLM, unless somebody asks for another engine")
    void vllmUnlessAsked() {
        assertThat(CATALOG.gpus().all()).allSatisfy(gpu -> {
            Inventory inventory =
                    Inventory.of(List.of(new NodeGpus("node", gpu.name(), "amd.com/gpu", 8, OptionalInt.empty())));
            assertThat(CATALOG.models().all())
                    .map(model -> Selector.select(Request.of(model.id()), inventory, CATALOG, List.of()))
                    .filteredOn(Chosen.class::isInstance)
                    .isNotEmpty()
                    .extracting(
                            selection -> ((Chosen) selection).configuration().backend())
                    .containsOnly("vllm");
        });
    }

    @Test
    @DisplayName("R148 the default server image is pinned by digest and built for every GPU of the catalogue")
    void engine() {
        assertThat(CATALOG.engine("vllm")).hasValueSatisfying(release -> {
            assertThat(release.images().values())
                    .allMatch(image -> image.matches("vllm/vllm-openai-rocm:v[\\d.]+@sha256:[0-9a-f]{64}"));
            assertThat(CATALOG.gpus().all())
                    .allSatisfy(gpu -> assertThat(release.gfxTargets()).contains(gpu.gfx()));
        });
    }

    @Test
    @DisplayName("R148 every release comes with the arguments of its own parser")
    void arguments() {
        assertThat(CATALOG.engines())
                .isNotEmpty()
                .allSatisfy(release -> assertThat(release.arguments().all()).hasSizeGreaterThan(250));
        ArgumentTable vllm = CATALOG.engine("vllm").orElseThrow().arguments();
        assertThat(vllm.find("max-model-len"))
                .hasValue(new Argument(
                        "max-model-len", List.of(), Kind.COUNT, List.of("auto"), Arity.ONE, List.of(), null));
        assertThat(vllm.find("tp")).isEqualTo(vllm.find("tensor-parallel-size")).isPresent();
        assertThat(vllm.find("dtype"))
                .hasValueSatisfying(dtype -> assertThat(dtype.choices())
                        .containsExactly("auto", "bfloat16", "float", "float16", "float32", "half"));
        assertThat(vllm.find("gpu-memory-utilization")).map(Argument::standard).hasValue("0.92");
        assertThat(vllm.find("trust-remote-code")).map(Argument::kind).hasValue(Kind.BOOLEAN);
        assertThat(vllm.find("lora-modules")).map(Argument::arity).hasValue(Arity.SOME);
        assertThat(vllm.find("middleware")).map(Argument::arity).hasValue(Arity.REPEATED);
        assertThat(vllm.find("compilation-config")).map(Argument::takesJson).hasValue(true);
    }

    @Test
    @DisplayName("R74 SGLang's image follows the GPU")
    void imagePerTarget() {
        EngineRelease sglang = CATALOG.engine("sglang").orElseThrow();
        assertThat(sglang.image("gfx942")).hasValue("lmsysorg/sglang:v0.5.18-rocm720-mi30x");
        assertThat(sglang.image("gfx950")).hasValue("lmsysorg/sglang:v0.5.18-rocm720-mi35x");
        assertThat(sglang.image("gfx90a")).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("R148 an image tells its release by digest, else by tag, from whatever registry")
    @CsvSource(
            nullValues = "-",
            value = {
                "vllm/vllm-openai-rocm:v0.29.0, 0.29.0 checked",
                "mirror.example:5000/vllm/vllm-openai-rocm:v0.29.0, 0.29.0 checked",
                "mirror.example/x@sha256:e5e47f6aaab675c252c381f0dac237b31b10d87bb74d092b07fb4065efd7f5a1, 0.29.0 checked",
                "vllm/vllm-openai-rocm:v0.28.0, 0.28.0 checked",
                "vllm/vllm-openai-rocm:v0.29.0@sha256:0000, 0.29.0 unchecked",
                "vllm/vllm-openai-rocm:v9.9.9, 0.29.0 unchecked",
                "evil/x-vllm/vllm-openai-rocm:v0.29.0-x, 0.29.0 unchecked",
                "-, 0.29.0 checked"
            })
    void releaseOfImage(@Nullable String image, String release) {
        assertThat(CATALOG.engine("vllm", image))
                .map(engine -> engine.version() + (engine.checked() ? " checked" : " unchecked"))
                .hasValue(release);
    }

    @Test
    @DisplayName("from a jar it reads the same as from a directory of classes")
    void fromJar(@TempDir Path directory) throws Exception {
        Path classes = Path.of(Catalog.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = directory.resolve("with space.jar");
        pack(classes, jar);
        try (URLClassLoader loader = new URLClassLoader(urls(jar.toUri()), BuiltInCatalogTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                boolean ours = name.startsWith("com.amd.aim.engine.") && findLoadedClass(name) == null;
                return ours ? findClass(name) : super.loadClass(name, resolve);
            }

            @Override
            public URL getResource(String name) {
                return findResource(name);
            }
        }) {
            Object catalog = loader.loadClass(Catalog.class.getName())
                    .getMethod("builtIn")
                    .invoke(null);
            Object recipes = catalog.getClass().getMethod("recipes").invoke(catalog);
            Object problems = catalog.getClass().getMethod("problems").invoke(catalog);
            assertThat(catalog.getClass()).isNotEqualTo(Catalog.class);
            assertThat(recipes).hasToString(CATALOG.recipes().toString());
            assertThat((List<?>) problems).isEmpty();
        }
    }

    private static URL[] urls(URI... uris) throws IOException {
        URL[] urls = new URL[uris.length];
        for (int i = 0; i < uris.length; i++) {
            urls[i] = uris[i].toURL();
        }
        return urls;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.sorted().toList()) {
                String name = classes.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    entries.putNextEntry(new JarEntry(name + "/"));
                } else {
                    entries.putNextEntry(new JarEntry(name));
                    Files.copy(file, entries);
                }
            }
        }
    }

    @Test
    @DisplayName("what is read about one model decides as all of it does, for every model that is known")
    void aboutOneModel() {
        Catalog all = Catalog.builtIn();
        Inventory inventory = Inventory.of(all.gpus().all().stream()
                .map(gpu -> new NodeGpus(gpu.name(), gpu.name(), "amd.com/gpu", 8, OptionalInt.of(8)))
                .toList());
        assertThat(all.models().all()).allSatisfy(model -> {
            Catalog part = Catalog.builtInAbout(model.id());
            Request request = Request.of(model.id());
            assertThat(Selector.select(request, inventory, part, List.of()).candidates())
                    .isEqualTo(
                            Selector.select(request, inventory, all, List.of()).candidates());
            assertThat(part.recipes()).hasSizeLessThan(all.recipes().size());
        });
        assertThat(Catalog.builtInAbout("no/such").models().all())
                .isEqualTo(all.models().all());
    }
}
