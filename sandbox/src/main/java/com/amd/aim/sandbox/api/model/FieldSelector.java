package com.amd.aim.sandbox.api.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The {@code fieldSelector} of a query: terms {@code path=value} and {@code path!=value}, all of which must hold. */
public record FieldSelector(List<Term> terms) {

    /** One term. */
    public record Term(String field, boolean equal, String value) {}

    /**
     * Reads {@code metadata.name=a,status.phase!=Running}.
     *
     * @throws ApiFailure 400 in an API server's words
     */
    public static FieldSelector parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isEmpty()) {
                terms.add(term(part));
            }
        }
        return new FieldSelector(List.copyOf(terms));
    }

    private static Term term(String part) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            throw ApiFailure.badRequest("invalid selector: '" + part + "'; can't understand '" + part + "'");
        }
        boolean not = equals > 0 && part.charAt(equals - 1) == '!';
        int valueAt = part.startsWith("==", equals) ? equals + 2 : equals + 1;
        return new Term(part.substring(0, not ? equals - 1 : equals), !not, part.substring(valueAt));
    }

    /** Whether an object meets all terms; {@code read} gives the object's text at a field, "" when absent. */
    public Predicate<JsonNode> by(BiFunction<JsonNode, String, String> read) {
        return object ->
                terms.stream().allMatch(term -> read.apply(object, term.field()).equals(term.value()) == term.equal());
    }
}
