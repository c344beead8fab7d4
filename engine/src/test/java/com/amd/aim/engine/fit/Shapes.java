package com.amd.aim.engine.fit;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.Shape;
import com.amd.aim.engine.recipe.Readiness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Models by their dimensions, for tests: {@code layers=64 hidden=5120 heads=64 kv=8 head=128}. */
public final class Shapes {
    public static final Shape QWEN_32B = shape("layers=64 hidden=5120 heads=64 kv=8 head=128");
    public static final Shape DEEPSEEK = shape("layers=61 hidden=7168 heads=128 latent=576 expert=2048");
    public static final Shape GPT_OSS = shape("layers=36 hidden=2880 heads=64 kv=8 head=64 sliding=18 window=128");

    private Shapes() {}

    public static Shape shape(String text) {
        Map<String, Integer> values = new HashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(" ")) {
            values.put(part.substring(0, part.indexOf('=')), Integer.valueOf(part.substring(part.indexOf('=') + 1)));
        }
        return new Shape(
                of(values, "layers"),
                of(values, "hidden"),
                of(values, "heads"),
                of(values, "kv"),
                of(values, "head"),
                of(values, "latent"),
                of(values, "full"),
                of(values, "sliding"),
                of(values, "window"),
                of(values, "slidingkv"),
                of(values, "expert"));
    }

    public static Model model(Shape shape, double billions, double active, int maxLength) {
        return new Model(
                "aim/test",
                null,
                "test",
                billions + "B",
                "test",
                Readiness.PREVIEW,
                "",
                OptionalDouble.of(billions),
                OptionalDouble.of(active),
                shape,
                OptionalInt.of(maxLength),
                List.of(new Checkpoint("aim/test", Precision.BF16, (long) (billions * 2e9), OptionalInt.empty())),
                "",
                false,
                false,
                List.of());
    }

    private static OptionalInt of(Map<String, Integer> values, String name) {
        return values.containsKey(name) ? OptionalInt.of(values.get(name)) : OptionalInt.empty();
    }
}
