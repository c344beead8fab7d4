package com.amd.aim.cli.catalog;

import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.Shape;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Source;
import com.amd.aim.engine.recipe.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Things of the catalogue as trees of fields; what is not known is left out. */
final class CatalogDocuments {
    private CatalogDocuments() {}

    static Map<String, Object> recipe(Recipe recipe) {
        Fields fields = new Fields()
                .with("name", recipe.name())
                .with("modelId", recipe.modelId())
                .with("hardware", recipe.hardware())
                .with("precision", recipe.precision().word())
                .with("readinessLevel", recipe.readiness().word())
                .with(
                        "source",
                        Optional.ofNullable(recipe.source()).map(Source::text).orElse(null))
                .with(
                        "weights",
                        Optional.ofNullable(recipe.weights()).map(Weights::uri).orElse(null));
        return fields.with(
                        "configurations",
                        recipe.configurations().stream()
                                .map(CatalogDocuments::configuration)
                                .toList())
                .all();
    }

    private static Map<String, Object> configuration(Configuration configuration) {
        return new Fields()
                .with("name", configuration.name())
                .with("backend", configuration.backend())
                .with("gpuCount", configuration.gpuCount())
                .with("enabled", configuration.enabled())
                .with("image", configuration.image())
                .with("args", configuration.args().values())
                .with("env", configuration.env())
                .with("tokensPerSecond", number(configuration.tokensPerSecond()))
                .all();
    }

    static Map<String, Object> model(Model model) {
        Shape shape = model.shape();
        return new Fields()
                .with("name", model.id())
                .with("title", model.name())
                .with("description", model.description())
                .with("size", model.size())
                .with("family", model.family())
                .with("readinessLevel", model.readiness().word())
                .with("license", model.license())
                .with("gated", model.gated())
                .with("remoteCode", model.remoteCode())
                .with("parametersBillions", number(model.parametersBillions()))
                .with("activeBillions", number(model.activeBillions()))
                .with("maxLength", number(model.maxLength()))
                .with("layers", number(shape.layers()))
                .with("hiddenSize", number(shape.hiddenSize()))
                .with("attentionHeads", number(shape.attentionHeads()))
                .with("kvHeads", number(shape.kvHeads()))
                .with("headSize", number(shape.headSize()))
                .with("latentSize", number(shape.latentSize()))
                .with(
                        "checkpoints",
                        model.checkpoints().stream()
                                .map(CatalogDocuments::checkpoint)
                                .toList())
                .all();
    }

    private static Map<String, Object> checkpoint(Checkpoint checkpoint) {
        return new Fields()
                .with("repository", checkpoint.repository())
                .with("precision", checkpoint.precision().word())
                .with("bytes", checkpoint.bytes())
                .all();
    }

    static Map<String, Object> gpu(Gpu gpu) {
        Fields precisions = new Fields();
        gpu.precisions()
                .forEach((Precision precision, Object how) ->
                        precisions.with(precision.word(), how.toString().toLowerCase(Locale.ROOT)));
        return new Fields()
                .with("name", gpu.name())
                .with("gfx", gpu.gfx())
                .with("memoryBytes", gpu.memoryBytes())
                .with("computeUnits", gpu.computeUnits())
                .with("deviceIds", gpu.deviceIds())
                .with("productNames", gpu.productNames())
                .with("precisions", precisions.all())
                .with(
                        "partitions",
                        gpu.partitions().stream()
                                .map(partition -> new Fields()
                                        .with("mode", partition.mode())
                                        .with("memoryBytes", partition.memoryBytes())
                                        .with("computeUnits", partition.computeUnits())
                                        .all())
                                .toList())
                .all();
    }

    static Map<String, Object> engine(EngineRelease engine) {
        return new Fields()
                .with("name", Kinds.engineName(engine))
                .with("backend", engine.backend())
                .with("version", engine.version())
                .with("images", engine.images())
                .with("gfxTargets", engine.gfxTargets())
                .all();
    }

    private static @Nullable Number number(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static @Nullable Number number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    /** Fields in their order; without those that have nothing to say. */
    private static final class Fields {
        private final Map<String, Object> all = new LinkedHashMap<>();

        Fields with(String name, @Nullable Object value) {
            boolean empty = value == null
                    || value.equals("")
                    || (value instanceof List<?> list && list.isEmpty())
                    || (value instanceof Map<?, ?> map && map.isEmpty());
            if (!empty && value != null) {
                all.put(name, value);
            }
            return this;
        }

        Map<String, Object> all() {
            return all;
        }
    }
}
