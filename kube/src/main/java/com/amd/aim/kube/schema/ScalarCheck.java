package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.node.Constraints;
import com.amd.aim.kube.schema.node.SchemaNode;
import com.amd.aim.kube.value.GoText;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what does not look below a value: its type, and the constraints of texts and enumerations. */
final class ScalarCheck {

    private final ValueCheck values;
    private final String name;
    private final SchemaNode schema;
    private final Constraints constraints;
    private final String format;

    ScalarCheck(ValueCheck values, String name, SchemaNode schema) {
        this.values = values;
        this.name = name;
        this.schema = schema;
        this.constraints = schema.constraints();
        this.format = Formats.supported(schema.type(), constraints.format(), schema.isIntOrString());
    }

    /** {@return what is wrong with the type of a value, null for nothing} */
    @Nullable FieldError type(JsonNode value) {
        List<String> types = schema.isIntOrString()
                ? List.of("integer", "string")
                : schema.type().isEmpty() ? List.of() : List.of(schema.type());
        if (types.isEmpty() && format.isEmpty()) {
            return null;
        }
        if (value.isNull()) {
            return types.isEmpty() || schema.nullable() ? null : wrongType(String.join(",", types), "null");
        }
        String actual = typeOf(value);
        boolean numeric = types.contains("number") || types.contains("integer");
        boolean fits = types.contains(actual)
                || (actual.equals("number") && types.contains("integer") && isInteger(value.doubleValue()))
                || (actual.equals("integer") && types.contains("number"));
        boolean textOrList = value.isTextual() || value.isArray();
        if (!format.isEmpty() && !textOrList && !fits && !formatOf(value).equals(format)) {
            return wrongType(format, formatOf(value));
        }
        if (!format.isEmpty() && textOrList && !numeric) {
            return null; // left to the check of the format
        }
        return fits ? null : wrongType(String.join(",", types), actual);
    }

    private FieldError wrongType(String expected, String actual) {
        String detail = name + " in body must be of type " + expected + ": " + GoText.quote(actual);
        return Faults.typeInvalid(values.path(name), actual, detail);
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case ARRAY -> "array";
            default -> "object";
        };
    }

    private static String formatOf(JsonNode value) {
        return value.isNumber() ? value.isIntegralNumber() ? "int64" : "float64" : "";
    }

    static boolean isInteger(double value) {
        return !Double.isInfinite(value) && Math.rint(value) == value;
    }

    /** {@return the first fault of a text: too long, too short, or not of the pattern} */
    @Nullable FieldError text(String text) {
        long length = text.codePointCount(0, text.length());
        if (constraints.maxLength().isPresent()
                && length > constraints.maxLength().getAsLong()) {
            return Faults.tooLong(values.path(name), constraints.maxLength().getAsLong());
        }
        if (constraints.minLength().isPresent()
                && length < constraints.minLength().getAsLong()) {
            return values.invalid(
                    name,
                    GoText.quote(text),
                    "should be at least " + constraints.minLength().getAsLong() + " chars long");
        }
        boolean matches = constraints.compiledPattern() == null
                || constraints.compiledPattern().matcher(text).find();
        return matches
                ? null
                : values.invalid(name, GoText.quote(text), "should match '" + constraints.pattern() + "'");
    }

    /** {@return the fault of a text that is not of the format, null for none} */
    @Nullable FieldError format(String text) {
        return format.isEmpty() || Formats.matches(format, text) ? null : wrongType(format, text);
    }

    /** {@return the fault of a value that is not among the allowed ones} */
    @Nullable FieldError allowed(JsonNode value) {
        if (constraints.allowed().isEmpty() || constraints.allowed().stream().anyMatch(one -> isSame(one, value))) {
            return null;
        }
        List<String> supported = constraints.allowed().stream()
                .map(one -> one.isTextual() ? one.textValue() : GoText.json(one))
                .toList();
        return Faults.notSupported(values.path(name), Faults.shown(value), supported);
    }

    private static boolean isSame(JsonNode allowed, JsonNode value) {
        if (allowed.isIntegralNumber() && value.isNumber()) {
            return allowed.longValue() == value.longValue(); // a fraction is cut off before it is compared
        }
        return JsonValues.equal(allowed, value);
    }

    /** {@return all faults of a number} */
    List<FieldError> number(JsonNode value) {
        List<FieldError> errors = new ArrayList<>();
        String range = rangeFault(value);
        if (range != null) {
            errors.add(Faults.invalid(values.path(""), "", range));
        }
        Double factor = constraints.multipleOf();
        if (factor != null && !isMultiple(value, factor)) {
            errors.add(limit(value, "should be a multiple of ", factor));
        }
        Constraints.Bounds bounds = constraints.bounds();
        double number = value.doubleValue();
        Double minimum = bounds.minimum();
        if (minimum != null && (bounds.exclusiveMinimum() ? number <= minimum : number < minimum)) {
            errors.add(limit(
                    value,
                    bounds.exclusiveMinimum() ? "should be greater than " : "should be greater than or equal to ",
                    minimum));
        }
        Double maximum = bounds.maximum();
        if (maximum != null && (bounds.exclusiveMaximum() ? number >= maximum : number > maximum)) {
            errors.add(limit(
                    value,
                    bounds.exclusiveMaximum() ? "should be less than " : "should be less than or equal to ",
                    maximum));
        }
        return errors;
    }

    private FieldError limit(JsonNode value, String should, double limit) {
        String shown = value.isIntegralNumber() ? Long.toString((long) limit) : GoText.number(limit);
        return values.invalid(name, Faults.shown(value), should + shown);
    }

    private static boolean isMultiple(JsonNode value, double factor) {
        if (value.isIntegralNumber() && isInteger(factor)) {
            return value.longValue() % (long) factor == 0;
        }
        double quotient = factor < 1 ? 1 / factor * value.doubleValue() : value.doubleValue() / factor;
        return isInteger(quotient);
    }

    private @Nullable String rangeFault(JsonNode value) {
        boolean integer = value.isIntegralNumber() || isInteger(value.doubleValue());
        if (!schema.type().equals("integer") || (integer && fitsFormat(value.doubleValue()))) {
            return null;
        }
        String kind = format.isEmpty() ? "integer (default format)" : "integer with format " + format;
        return "Checked value must be of type " + kind + " in " + name;
    }

    private boolean fitsFormat(double value) {
        return !format.equals("int32") || (value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE);
    }
}
