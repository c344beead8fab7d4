package com.amd.aim.kube.schema;

import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Checks that a value has the type its schema names. */
final class TypeCheck {

    private TypeCheck() {}

    /**
     * Checks the type. A list passes where a formatted string is expected: so it does in the API server, whose format
     * check then looks at strings only.
     */
    static Outcome check(Traits traits, FieldPath path, JsonNode value) {
        List<String> types = traits.types();
        if (value.isNull()) {
            return types.isEmpty() || traits.nullable()
                    ? new Outcome().count()
                    : fault(path, String.join(",", types), "null");
        }
        String actual = typeOf(value);
        boolean fits = types.contains(actual)
                || (actual.equals("integer") && types.contains("number"))
                || (actual.equals("number") && Numbers.whole(value.doubleValue()) && types.contains("integer"));
        boolean textOrList = value.isTextual() || value.isArray();
        if (!traits.format().isEmpty()) {
            String format = formatOf(value);
            if (!textOrList && !fits && !format.equals(traits.format())) {
                return fault(path, traits.format(), format);
            }
            if (textOrList && !types.contains("number") && !types.contains("integer")) {
                return new Outcome().count();
            }
        }
        return fits ? new Outcome().count() : fault(path, String.join(",", types), actual);
    }

    private static Outcome fault(FieldPath path, String expected, String actual) {
        return Outcome.of(mismatch(path, expected, actual));
    }

    /** {@return the fault of a value that is not of the expected type or format} */
    static FieldError mismatch(FieldPath path, String expected, String actual) {
        String detail = path.text() + " in body must be of type " + expected + ": " + GoText.quote(actual);
        return Faults.typeInvalid(path, actual, detail);
    }

    /** {@return the JSON type of a value; a number that fits into 64 bits is an integer} */
    static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "boolean";
            case STRING -> "string";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NUMBER -> Numbers.integer(value) ? "integer" : "number";
            default -> "null";
        };
    }

    private static String formatOf(JsonNode value) {
        return value.isNumber() ? Numbers.integer(value) ? "int64" : "float64" : "";
    }
}
