package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.format.Formats;
import java.util.Optional;

/** Checks the limits and the format of a string; of the limits only the first that is broken is reported. */
final class TextCheck {

    private TextCheck() {}

    static Outcome check(Node schema, FieldPath path, String text) {
        Outcome outcome = new Outcome().count();
        limits(schema.limits(), path, text).ifPresent(outcome::add);
        String format = schema.traits().format();
        if (Formats.ofStrings(format)) {
            outcome.count();
            if (!Formats.has(format, text)) {
                outcome.add(TypeCheck.mismatch(path, format, text));
            }
        }
        return outcome;
    }

    private static Optional<FieldError> limits(Limits limits, FieldPath path, String text) {
        int length = text.codePointCount(0, text.length());
        Limits.Size size = limits.length();
        if (size.most() != null && length > size.most()) {
            return Optional.of(Faults.tooLong(path, size.most()));
        }
        if (size.least() != null && length < size.least()) {
            String words = path.text() + " in body should be at least " + size.least() + " chars long";
            return Optional.of(Faults.invalid(path, text, words));
        }
        Regex pattern = limits.pattern();
        if (pattern != null && !pattern.matches(text)) {
            String words = path.text() + " in body should match '" + pattern.text() + "'";
            return Optional.of(Faults.invalid(path, text, words));
        }
        return Optional.empty();
    }
}
