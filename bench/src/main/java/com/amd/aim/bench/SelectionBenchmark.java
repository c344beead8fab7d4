package com.amd.aim.bench;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selection;
import com.amd.aim.engine.selection.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One selection: every model of the catalogue has its share of the recipes, every kind of GPU its share of the nodes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SelectionBenchmark {
    private static final Request REQUEST = Request.of("Qwen/Qwen3-32B");

    /** Nodes of the cluster. */
    @Param({"500", "5000"})
    public int nodes;

    /** Written recipes. */
    @Param({"50", "500"})
    public int recipes;

    private Catalog catalog = Catalog.builtIn();
    private Inventory inventory = Inventory.of(List.of());

    /** Makes cluster and catalogue. */
    @Setup
    public void prepare() {
        Catalog known = Catalog.builtIn();
        List<Gpu> gpus = known.gpus().all();
        List<NodeGpus> all = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            String gpu = gpus.get(node % gpus.size()).name();
            all.add(new NodeGpus("node-" + node, gpu, "amd.com/gpu", 8, OptionalInt.of(node % 9)));
        }
        inventory = Inventory.of(all);
        List<Recipe> written = Stream.iterate(0, number -> number + 1)
                .limit(recipes)
                .map(number -> recipe(number, known))
                .toList();
        catalog = new Catalog(known.gpus(), known.models(), written, known.engines(), List.of());
    }

    private static Recipe recipe(int number, Catalog known) {
        List<Model> models = known.models().all();
        Model model = models.get(number % models.size());
        Gpu gpu = known.gpus()
                .all()
                .get(number / models.size() % known.gpus().all().size());
        List<Configuration> configurations = Stream.of(1, 2, 4, 8)
                .map(count -> new Configuration(
                        "vllm-" + count,
                        "vllm",
                        count,
                        1,
                        true,
                        null,
                        Arguments.NONE,
                        Map.of(),
                        OptionalDouble.empty()))
                .toList();
        return new Recipe(
                "recipe-" + number,
                model.id(),
                gpu.name(),
                model.checkpoints().getFirst().precision(),
                Readiness.PREVIEW,
                null,
                configurations,
                Origin.BUILT_IN);
    }

    /** One service's choice. */
    @Benchmark
    public Selection select() {
        return Selector.select(REQUEST, inventory, catalog, List.of());
    }
}
