package com.amd.aim.kube.schema.cel;

import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operators that Kubernetes gives a meaning of its own: equality and {@code +} of lists by their type. */
final class Operators {

    private static final RuntimeEquality ORDINARY = RuntimeEquality.create(RuntimeHelpers.create(), Compiler.OPTIONS);

    private Operators() {}

    /** {@return the standard functions without those that {@link #bindings()} replace} */
    static CelStandardFunctions others() {
        return CelStandardFunctions.newBuilder()
                .filterFunctions((function, overload) -> function != StandardFunction.EQUALS
                        && function != StandardFunction.NOT_EQUALS
                        && overload != AddOverload.ADD_LIST)
                .build();
    }

    static List<CelFunctionBinding> bindings() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "_==_", CelFunctionBinding.from("equals", Object.class, Object.class, Operators::equal)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "_!=_", CelFunctionBinding.from("not_equals", Object.class, Object.class, (l, r) -> !equal(l, r))));
        bindings.add(CelFunctionBinding.from("add_list", List.class, List.class, Operators::add));
        return bindings;
    }

    private static boolean equal(Object left, Object right) {
        if (left instanceof UnorderedList list && right instanceof List<?> other) {
            return list.sameAs(other, Operators::equal);
        }
        if (left instanceof List<?> list && right instanceof List<?> other) {
            return equalLists(list, other);
        }
        if (left instanceof Map<?, ?> map && right instanceof Map<?, ?> other) {
            return map.size() == other.size()
                    && map.entrySet().stream()
                            .allMatch(entry -> ORDINARY.findInMap(other, entry.getKey())
                                    .filter(value -> equal(entry.getValue(), value))
                                    .isPresent());
        }
        return ORDINARY.objectEquals(left, right);
    }

    private static boolean equalLists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Object> add(List<?> left, List<?> right) {
        if (left instanceof UnorderedList list) {
            return list.with(right, Operators::equal);
        }
        List<Object> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
