package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.CompiledRules.Compiled;
import com.amd.aim.kube.schema.RuleTree.Tolerance;
import com.amd.aim.kube.schema.cel.Compilation;
import com.amd.aim.kube.schema.cel.Expression;
import com.amd.aim.kube.schema.cel.Expression.Result;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks one value by the rules of its schema node. */
final class RuleCheck {

    /** The API server cuts off no message: a longer one is not used at all. */
    private static final int LONGEST_MESSAGE_BYTES = 5 * 1024;

    private final Node schema;
    private final FieldPath path;
    private final JsonNode value;
    private final Object self;
    private final @Nullable Object oldSelf;
    private final Tolerance tolerance;

    RuleCheck(Node schema, FieldPath path, JsonNode value, @Nullable JsonNode old, Tolerance tolerance) {
        this.schema = schema;
        this.path = path;
        this.value = value;
        this.self = CelValues.of(value, schema);
        this.oldSelf = old == null ? null : CelValues.of(old, schema);
        this.tolerance = tolerance;
    }

    List<FieldError> check(CompiledRules rules) {
        List<FieldError> faults = new ArrayList<>();
        rules.all().forEach(rule -> check(rule).ifPresent(faults::add));
        return faults;
    }

    private Optional<FieldError> check(Compiled compiled) {
        return switch (compiled.condition()) {
            case Compilation.Refused refused -> Optional.of(broken("rule compile error: " + refused.detail()));
            case Compilation.Compiled condition -> evaluate(compiled, condition.expression());
        };
    }

    private Optional<FieldError> evaluate(Compiled compiled, Expression condition) {
        Rule rule = compiled.rule();
        if (condition.usesOldSelf() && oldSelf == null && !rule.optionalOldSelf()) {
            return Optional.empty();
        }
        return switch (condition.evaluate(self, oldSelf(rule))) {
            case Result.Failed failed
            when failed.reason().startsWith("no such overload") ->
                Optional.of(
                        broken("'" + failed.reason() + "': call arguments did not match a supported operator, function"
                                + " or macro signature for rule: " + rule.named()));
            case Result.Failed failed -> Optional.of(broken(failed.reason() + " evaluating rule: " + rule.named()));
            case Result.Value result when Boolean.TRUE.equals(result.value()) -> Optional.empty();
            case Result.Value _ when !condition.usesOldSelf() && tolerance.tolerates() -> Optional.empty();
            case Result.Value _ -> Optional.of(violated(compiled));
        };
    }

    private @Nullable Object oldSelf(Rule rule) {
        return rule.optionalOldSelf() ? Optional.ofNullable(oldSelf) : oldSelf;
    }

    /** What is wrong with the rule, or with the value so that the rule cannot be applied. */
    private FieldError broken(String detail) {
        return Faults.invalid(path, schema.traits().type(), detail);
    }

    private FieldError violated(Compiled compiled) {
        Rule rule = compiled.rule();
        String detail = message(compiled).orElseGet(rule::failure);
        FieldPath at = RulePath.parse(rule.fieldPath(), schema)
                .map(field -> path.equals(FieldPath.ROOT) ? field : path.child(field.text()))
                .orElse(path);
        String type = schema.traits().type();
        boolean shown = !type.equals("object") && !type.equals("array");
        return switch (rule.reason()) {
            case "FieldValueForbidden" -> Faults.forbidden(at, detail);
            case "FieldValueRequired" -> Faults.required(at, detail);
            case "FieldValueDuplicate" -> shown ? Faults.duplicate(at, value) : Faults.duplicate(at);
            default -> shown ? Faults.invalid(at, value, detail) : Faults.invalid(at, detail);
        };
    }

    private Optional<String> message(Compiled compiled) {
        if (compiled.message().isPresent()
                && compiled.message().get() instanceof Compilation.Compiled message
                && message.expression().evaluate(self, oldSelf(compiled.rule())) instanceof Result.Value result
                && result.value() instanceof String text) {
            String stripped = text.strip();
            int bytes = stripped.getBytes(StandardCharsets.UTF_8).length;
            boolean usable = !stripped.isEmpty() && bytes <= LONGEST_MESSAGE_BYTES && !stripped.contains("\n");
            return usable ? Optional.of(stripped) : Optional.empty();
        }
        return Optional.empty();
    }
}
