package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.CompiledRules.Compiled;
import com.amd.aim.kube.schema.cel.Compilation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the entries of {@code x-kubernetes-validations}: what they say, and whether their expressions compile. */
final class RuleEntries {

    private static final String KEYWORD = "x-kubernetes-validations";
    private static final List<String> REASONS =
            List.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");
    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\r]");

    private final Node node;
    private final List<FieldError> faults = new ArrayList<>();

    private RuleEntries(Node node) {
        this.node = node;
    }

    /** {@return what is wrong with the entries of a schema besides their expressions} */
    static List<FieldError> check(Node node, FieldPath path) {
        RuleEntries check = new RuleEntries(node);
        for (int i = 0; i < node.rules().size(); i++) {
            check.entry(node.rules().get(i), path.child(KEYWORD).index(i));
        }
        return check.faults;
    }

    private void entry(Rule rule, FieldPath path) {
        message(rule, path);
        String expression = rule.messageExpression();
        if (!expression.isEmpty() && expression.isBlank()) {
            String words = "messageExpression must be non-empty if specified";
            faults.add(Faults.required(path.child("messageExpression"), words));
        }
        if (rule.json().has("reason") && !REASONS.contains(rule.reason())) {
            faults.add(Faults.notSupported(path.child("reason"), rule.json().get("reason"), REASONS));
        }
        fieldPath(rule.fieldPath(), path.child("fieldPath"));
    }

    private void message(Rule rule, FieldPath path) {
        String message = rule.message();
        FieldPath at = path.child("message");
        if (rule.expression().isBlank()) {
            faults.add(Faults.required(path.child("rule"), "rule is not specified"));
        } else if (!message.isEmpty() && message.isBlank()) {
            faults.add(Faults.invalid(at, message, "must be non-empty if specified"));
        } else if (breaks(message.strip())) {
            faults.add(Faults.invalid(at, message, "must not contain line breaks"));
        } else if (breaks(rule.expression().strip()) && message.isEmpty()) {
            faults.add(Faults.required(at, "message must be specified if rule contains line breaks"));
        }
    }

    private void fieldPath(String text, FieldPath at) {
        if (text.isEmpty()) {
            return;
        }
        if (text.isBlank()) {
            faults.add(Faults.invalid(at, text, "must be non-empty if specified"));
        }
        if (breaks(text)) {
            faults.add(Faults.invalid(at, text, "must not contain line breaks"));
        }
        if (RulePath.parse(text, node).isEmpty()) {
            faults.add(Faults.invalid(at, text, "must be a valid path"));
        }
    }

    private static boolean breaks(String text) {
        return LINE_BREAK.matcher(text).find();
    }

    /**
     * {@return what is wrong with the expressions of a schema}
     *
     * @param uncorrelated the list whose items cannot be compared with older ones; null outside of such
     */
    static List<FieldError> compile(Node node, FieldPath path, boolean root, @Nullable FieldPath uncorrelated) {
        boolean wholeObject = root || node.traits().embedded();
        FieldPath at = path.child(KEYWORD);
        if (node.rules().isEmpty()) {
            return List.of();
        }
        if (SelfTypes.of(node, wholeObject).isEmpty()) {
            String words = "internal error: failed to construct type information for x-kubernetes-validations rules:"
                    + " unable to convert structural schema to CEL declarations";
            return List.of(Faults.internal(at, words));
        }
        RuleEntries check = new RuleEntries(node);
        List<Compiled> compiled = CompiledRules.of(node, wholeObject).all();
        for (int i = 0; i < compiled.size(); i++) {
            check.compiled(compiled.get(i), at.index(i), uncorrelated);
        }
        return check.faults;
    }

    private void compiled(Compiled compiled, FieldPath path, @Nullable FieldPath uncorrelated) {
        Rule rule = compiled.rule();
        boolean usesOldSelf = false;
        switch (compiled.condition()) {
            case Compilation.Refused refused ->
                faults.add(Faults.invalidShown(path.child("rule"), GoStructs.rule(rule), refused.detail()));
            case Compilation.Compiled condition -> {
                usesOldSelf = condition.expression().usesOldSelf();
                if (compiled.message().orElse(null) instanceof Compilation.Refused(String detail)) {
                    faults.add(Faults.invalidShown(path.child("messageExpression"), GoStructs.rule(rule), detail));
                }
            }
        }
        JsonNode optional = rule.json().path("optionalOldSelf");
        if (usesOldSelf && uncorrelated != null) {
            String words = "oldSelf cannot be used on the uncorrelatable portion of the schema within ";
            faults.add(Faults.invalid(path.child("rule"), rule.expression(), words + uncorrelated.text()));
        } else if (!usesOldSelf && !optional.isMissingNode()) {
            String words = "may not be set if oldSelf is not used in rule";
            faults.add(Faults.invalidShown(path.child("optionalOldSelf"), optional.toString(), words));
        }
    }
}
