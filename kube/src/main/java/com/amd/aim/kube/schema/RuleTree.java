package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of a schema, and only the branches of it that have some. */
final class RuleTree {

    private final Node schema;
    private final CompiledRules rules;
    private final Map<String, RuleTree> properties;
    private final Optional<RuleTree> additional;
    private final Optional<RuleTree> items;

    private RuleTree(Node schema, boolean wholeObject) {
        this.schema = schema;
        this.rules = CompiledRules.of(schema, wholeObject);
        this.properties = new TreeMap<>();
        schema.shape()
                .properties()
                .forEach((name, field) -> branch(field).ifPresent(tree -> properties.put(name, tree)));
        this.additional = branch(schema.shape().additional());
        this.items = branch(schema.shape().items());
    }

    /** {@return the rules of a whole object} */
    static RuleTree ofObject(Node schema) {
        return new RuleTree(schema, true);
    }

    /** {@return the rules of a part of an object} */
    static RuleTree of(Node schema) {
        return new RuleTree(schema, schema.traits().embedded());
    }

    private static Optional<RuleTree> branch(@Nullable Node schema) {
        return Optional.ofNullable(schema).map(RuleTree::of).filter(tree -> !tree.isEmpty());
    }

    boolean isEmpty() {
        return rules.isEmpty() && properties.isEmpty() && additional.isEmpty() && items.isEmpty();
    }

    /**
     * Checks a value by all rules.
     *
     * @param old what the value was before; null where there is nothing to compare with
     * @param both both of them, to tolerate what did not change; null to tolerate nothing
     */
    List<FieldError> check(FieldPath path, JsonNode value, @Nullable JsonNode old, @Nullable Correlation both) {
        List<FieldError> faults = new ArrayList<>();
        visit(path, value, old, new Tolerance(both, null), faults);
        return faults;
    }

    private void visit(
            FieldPath path, JsonNode value, @Nullable JsonNode old, Tolerance tolerance, List<FieldError> faults) {
        if (value.isNull()) {
            return;
        }
        if (!rules.isEmpty()) {
            faults.addAll(new RuleCheck(schema, path, value, old, tolerance).check(rules));
        }
        if (value.isArray() && items.isPresent()) {
            for (int i = 0; i < value.size(); i++) {
                JsonNode item = value.get(i);
                JsonNode before = Correlation.sameKeys(schema.shape(), old, item);
                items.get().visit(path.index(i), item, before, tolerance.index(i), faults);
            }
        }
        if (value.isObject()) {
            fields(path, value, old, tolerance, faults);
        }
    }

    private void fields(
            FieldPath path, JsonNode value, @Nullable JsonNode old, Tolerance tolerance, List<FieldError> faults) {
        properties.forEach((name, tree) -> {
            JsonNode field = value.get(name);
            if (field != null) {
                tree.visit(path.child(name), field, before(old, name), tolerance.key(name), faults);
            }
        });
        additional.ifPresent(tree -> value.properties().forEach(entry -> {
            String name = entry.getKey();
            tree.visit(path.key(name), entry.getValue(), before(old, name), tolerance.key(name), faults);
        }));
    }

    private static @Nullable JsonNode before(@Nullable JsonNode old, String name) {
        JsonNode before = old == null ? null : old.get(name);
        return before == null || before.isNull() ? null : before;
    }

    /**
     * Whether a fault is tolerated because nothing changed here, or nothing in the nearest part around it whose old
     * value is known.
     */
    record Tolerance(@Nullable Correlation here, @Nullable Correlation around) {

        boolean tolerates() {
            Correlation known = here != null ? here : around;
            return known != null && known.unchanged();
        }

        Tolerance key(String name) {
            if (here == null) {
                return this;
            }
            boolean version = around == null && (name.equals("apiVersion") || name.equals("kind"));
            return version ? new Tolerance(null, null) : new Tolerance(here.key(name), here);
        }

        Tolerance index(int index) {
            return here == null ? this : new Tolerance(here.index(index), here);
        }
    }
}
