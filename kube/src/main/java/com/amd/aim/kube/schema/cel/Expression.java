package com.amd.aim.kube.schema.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression; safe for all threads.
 *
 * @param text as it was written
 * @param usesOldSelf whether it compares with what was before
 */
public record Expression(String text, CelRuntime.Program program, boolean usesOldSelf) {

    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:([0-9]+): ");

    private static final Pattern OF_CALL = Pattern.compile("^Function '[^']*' failed with arg");

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

    private String reason(CelEvaluationException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        Matcher place = PLACE.matcher(message);
        String plain = place.replaceFirst("");
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND ->
                "no such key: " + plain.replaceFirst("^key '(.*)' is not present in map\\.$", "$1");
            case INDEX_OUT_OF_BOUNDS -> plain.replaceFirst("^Index out of bounds: ", "index out of bounds: ");
            case DIVIDE_BY_ZERO -> at(place) == '%' ? "modulus by zero" : "division by zero";
            case NUMERIC_OVERFLOW -> "integer overflow";
            case OVERLOAD_NOT_FOUND -> "no such overload";
            default -> cause(e, plain);
        };
    }

    /** {@return the character that the error points to} */
    private int at(Matcher place) {
        int offset = place.reset().find() ? Integer.parseInt(place.group(1)) : text.length();
        return offset < text.length() ? text.charAt(offset) : -1;
    }

    /** {@return what a function complained of, below what the evaluator says of the call} */
    private static String cause(Throwable e, String otherwise) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof NoSuchElementException) {
                return "optional.none() dereference";
            }
            if (cause instanceof IllegalArgumentException
                    && message != null
                    && !OF_CALL.matcher(message).find()) {
                return message;
            }
        }
        return otherwise;
    }
}
