package com.amd.aim.kube.schema;

import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;

/**
 * Checks the limits of a number. An integer is compared with the limit's integral part, as the API server does; a number
 * that does not fit the schema's own format is a fault of the object as a whole.
 */
final class NumberCheck {

    private final Node schema;
    private final FieldPath path;
    private final JsonNode value;
    private final boolean integer;
    private final Outcome outcome = new Outcome();

    private NumberCheck(Node schema, FieldPath path, JsonNode value) {
        this.schema = schema;
        this.path = path;
        this.value = value;
        this.integer = Numbers.integer(value);
    }

    static Outcome check(Node schema, FieldPath path, JsonNode value) {
        return new NumberCheck(schema, path, value).check();
    }

    private Outcome check() {
        range("Checked", value);
        Limits limits = schema.limits();
        if (limits.multipleOf() != null) {
            multiple(limits.multipleOf(), range("MultipleOf", DoubleNode.valueOf(limits.multipleOf())));
        }
        if (limits.minimum() != null) {
            Limits.Bound bound = limits.minimum();
            boolean exact = range("Minimum boundary", DoubleNode.valueOf(bound.value()));
            int order = compare(bound.value(), exact);
            if (order < 0 || (order == 0 && bound.exclusive())) {
                outOfBound(bound, exact, bound.exclusive() ? "greater than" : "greater than or equal to");
            }
        }
        if (limits.maximum() != null) {
            Limits.Bound bound = limits.maximum();
            boolean exact = range("Maximum boundary", DoubleNode.valueOf(bound.value()));
            int order = compare(bound.value(), exact);
            if (order > 0 || (order == 0 && bound.exclusive())) {
                outOfBound(bound, exact, bound.exclusive() ? "less than" : "less than or equal to");
            }
        }
        return outcome.count();
    }

    private int compare(double limit, boolean exact) {
        return integer && exact
                ? Long.compare(value.longValue(), (long) limit)
                : Double.compare(value.doubleValue(), limit);
    }

    private void outOfBound(Limits.Bound bound, boolean exact, String words) {
        String limit = integer && exact ? Long.toString((long) bound.value()) : GoText.number(bound.value());
        outcome.add(Faults.invalid(path, value, path.text() + " in body should be " + words + " " + limit));
    }

    private void multiple(double factor, boolean exact) {
        boolean whole = integer && exact;
        double used = whole ? (long) factor : factor;
        String shown = whole ? Long.toString((long) factor) : GoText.number(factor);
        if (used <= 0) {
            String words = "factor MultipleOf declared for " + path.text() + " must be positive: " + shown;
            outcome.add(Faults.invalid(path, DoubleNode.valueOf(used), words));
        } else if (whole ? value.longValue() % (long) factor != 0 : !Numbers.whole(quotient(factor))) {
            outcome.add(Faults.invalid(path, value, path.text() + " in body should be a multiple of " + shown));
        }
    }

    private double quotient(double factor) {
        return factor < 1 ? 1 / factor * value.doubleValue() : value.doubleValue() / factor;
    }

    /** {@return whether the number fits the schema's type and format; a fault is noted if not} */
    private boolean range(String what, JsonNode number) {
        Traits traits = schema.traits();
        String type = traits.intOrString() ? "" : traits.type();
        boolean fits = switch (type) {
            case "integer" -> wholeWithin(number, traits.format().equals("int32") ? 31 : 63);
            case "number" -> !traits.format().equals("float") || !Float.isInfinite((float) number.doubleValue());
            default -> true;
        };
        if (!fits) {
            String format = traits.format().isEmpty() ? " (default format)" : " with format " + traits.format();
            String words = what + " value must be of type " + type + format + " in " + path.text();
            outcome.add(Faults.invalid(FieldPath.ROOT, "", words));
        }
        return fits;
    }

    private static boolean wholeWithin(JsonNode number, int bits) {
        double limit = Math.pow(2, bits);
        double size = number.doubleValue();
        return Numbers.whole(size) && ((Numbers.integer(number) && bits == 63) || (size >= -limit && size < limit));
    }
}
