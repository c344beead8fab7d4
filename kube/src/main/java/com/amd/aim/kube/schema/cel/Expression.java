package com.amd.aim.kube.schema.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression; safe for all threads.
 *
 * @param usesOldSelf whether it compares with what was before
 */
public record Expression(CelRuntime.Program program, boolean usesOldSelf) {

    /** What came of an evaluation. */
    public sealed interface Result {

        /** The value of the expression. */
        record Value(Object value) implements Result {}

        /** There is none: {@code reason} says why, such as {@code no such key: x}. */
        record Failed(String reason) implements Result {}
    }

    /**
     * Evaluates the expression.
     *
     * @param oldSelf what was before; null where it is not defined
     */
    public Result evaluate(Object self, @Nullable Object oldSelf) {
        Map<String, Object> variables = new HashMap<>(Map.of("self", self));
        if (oldSelf != null) {
            variables.put("oldSelf", oldSelf);
        }
        try {
            return new Result.Value(program.eval(variables));
        } catch (CelEvaluationException e) {
            return new Result.Failed(reason(e));
        }
    }

    private static String reason(CelEvaluationException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        String plain = message.replaceFirst("^evaluation error at <input>:[0-9]+: ", "");
        if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
            return plain.replaceFirst("^key '(.*)' is not present in map\\.$", "no such key: $1");
        }
        return switch (e.getErrorCode()) {
            case INDEX_OUT_OF_BOUNDS -> plain.replaceFirst("^Index out of bounds: ", "index out of bounds: ");
            case DIVIDE_BY_ZERO -> plain.contains("odul") ? "modulus by zero" : "division by zero";
            case NUMERIC_OVERFLOW -> "integer overflow";
            case OVERLOAD_NOT_FOUND -> "no such overload";
            default -> cause(e, plain);
        };
    }

    private static String cause(Throwable e, String otherwise) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null ? cause.getMessage() : otherwise;
    }
}
