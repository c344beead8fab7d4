package com.amd.aim.engine.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns YAML scalars into JSON ones. Whatever is neither number nor boolean stays the text it was written as. */
final class YamlScalar {
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private YamlScalar() {}

    static boolean bool(String word) {
        return TRUE.contains(word.toLowerCase(Locale.ROOT));
    }

    static JsonNode json(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.BOOL)) {
            return BooleanNode.valueOf(bool(text));
        }
        if (scalar.getTag().equals(Tag.INT) && text.matches("[-+]?\\d{1,18}")) {
            return LongNode.valueOf(Long.parseLong(text));
        }
        if (scalar.getTag().equals(Tag.FLOAT) && text.matches("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?")) {
            return number(text);
        }
        return TextNode.valueOf(text);
    }

    /** As it is written; for what a double writes alike that is enough, and the first BigDecimal takes long to be loaded. */
    private static JsonNode number(String text) {
        double number = Double.parseDouble(text);
        return Double.toString(number).equals(text)
                ? DoubleNode.valueOf(number)
                : DecimalNode.valueOf(new BigDecimal(text));
    }
}
