package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.cel.Compilation;
import com.amd.aim.kube.schema.cel.Compiler;
import com.amd.aim.kube.schema.cel.SelfType;
import java.util.List;
import java.util.Optional;

/** The rules of one node of a schema, each compiled when it is first needed. */
final class CompiledRules {

    /**
     * A rule and what became of its expressions.
     *
     * @param message the message expression; empty where there is none
     */
    record Compiled(Rule rule, Compilation condition, Optional<Compilation> message) {}

    private final List<Lazy<Compiled>> rules;

    private CompiledRules(List<Lazy<Compiled>> rules) {
        this.rules = rules;
    }

    /**
     * Prepares the rules of a node.
     *
     * @param wholeObject whether the node is a whole object
     */
    static CompiledRules of(Node schema, boolean wholeObject) {
        Lazy<Optional<SelfType>> self = new Lazy<>(() -> SelfTypes.of(schema, wholeObject));
        Lazy<Optional<Compiler>> plain = new Lazy<>(() -> self.get().map(type -> Compiler.of(type, false)));
        Lazy<Optional<Compiler>> optional = new Lazy<>(() -> self.get().map(type -> Compiler.of(type, true)));
        return new CompiledRules(schema.rules().stream()
                .map(rule -> new Lazy<>(() -> compile(rule, rule.optionalOldSelf() ? optional.get() : plain.get())))
                .toList());
    }

    private static Compiled compile(Rule rule, Optional<Compiler> compiler) {
        if (compiler.isEmpty()) {
            String detail = "failed to convert to declType for CEL validation rules";
            return new Compiled(rule, new Compilation.Refused(detail), Optional.empty());
        }
        Optional<Compilation> message = rule.messageExpression().isEmpty()
                ? Optional.empty()
                : Optional.of(compiler.get().message(rule.messageExpression()));
        return new Compiled(rule, compiler.get().rule(rule.expression()), message);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    List<Compiled> all() {
        return rules.stream().map(Lazy::get).toList();
    }
}
