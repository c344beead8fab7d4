package com.amd.aim.sandbox.api.model;

import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which labels are wanted: the {@code labelSelector} of a query, or the {@code selector} of an object. */
public final class LabelSelector implements Predicate<Map<String, String>> {

    private final List<Requirement> requirements;

    private enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        NOT_EXISTS,
        GREATER,
        LESS
    }

    private record Requirement(String key, Operator operator, Set<String> values) {

        boolean test(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case EXISTS -> value != null;
                case NOT_EXISTS -> value == null;
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case GREATER -> compare(value) > 0;
                case LESS -> compare(value) < 0;
            };
        }

        private int compare(@Nullable String value) {
            try {
                return value == null
                        ? 0
                        : Long.compare(
                                Long.parseLong(value),
                                Long.parseLong(values.iterator().next()));
            } catch (NumberFormatException noNumber) {
                return 0;
            }
        }
    }

    private LabelSelector(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    @Override
    public boolean test(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.test(labels));
    }

    /** Whether it takes everything. */
    public boolean isEmpty() {
        return requirements.isEmpty();
    }

    /**
     * Reads {@code a=b,c!=d,e in (f,g),h notin (i),j,!k,l>1}.
     *
     * @throws ApiFailure 400 in an API server's words
     */
    public static LabelSelector parse(String text) {
        return new LabelSelector(new Parser(text).requirements());
    }

    /** Reads an object's {@code matchLabels} and {@code matchExpressions}; null or an empty one takes everything. */
    public static LabelSelector of(@Nullable JsonNode selector) {
        List<Requirement> requirements = new ArrayList<>();
        Meta.strings(Json.at(selector, "matchLabels"))
                .forEach((key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
        for (JsonNode expression : Json.items(selector, "matchExpressions")) {
            Set<String> values = Json.items(expression, "values").stream()
                    .map(JsonNode::asText)
                    .collect(Collectors.toUnmodifiableSet());
            Operator operator = switch (Json.text(expression, "operator")) {
                case "NotIn" -> Operator.NOT_IN;
                case "Exists" -> Operator.EXISTS;
                case "DoesNotExist" -> Operator.NOT_EXISTS;
                default -> Operator.IN;
            };
            requirements.add(new Requirement(Json.text(expression, "key"), operator, values));
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    /** An object's selector as the text of a query: {@code a=b,c in (d,e)}. */
    public static String text(JsonNode selector) {
        List<String> parts = new ArrayList<>();
        new java.util.TreeMap<>(Meta.strings(Json.at(selector, "matchLabels")))
                .forEach((key, value) -> parts.add(key + "=" + value));
        for (JsonNode expression : Json.items(selector, "matchExpressions")) {
            String key = Json.text(expression, "key");
            String values = Json.items(expression, "values").stream()
                    .map(JsonNode::asText)
                    .sorted()
                    .collect(Collectors.joining(",", " (", ")"));
            parts.add(
                    switch (Json.text(expression, "operator")) {
                        case "In" -> key + " in" + values;
                        case "NotIn" -> key + " notin" + values;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return String.join(",", parts);
    }

    /** Walks the text by tokens: names, and the signs {@code = == != ! , ( ) > <}. */
    private static final class Parser {

        private final List<String> tokens;
        private int at;

        Parser(String text) {
            this.tokens = tokens(text);
        }

        private static List<String> tokens(String text) {
            return java.util.regex.Pattern.compile("==|!=|[=!,()<>]|[^=!,()<>\\s]+")
                    .matcher(text)
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .toList();
        }

        List<Requirement> requirements() {
            List<Requirement> all = new ArrayList<>();
            while (at < tokens.size()) {
                if (isSign(peek()) && !peek().equals("!")) {
                    throw ApiFailure.badRequest(found(
                            peek(), all.isEmpty() ? "!, identifier, or 'end of string'" : "identifier after ','"));
                }
                all.add(requirement());
                if (at < tokens.size()) {
                    requireComma();
                }
            }
            return List.copyOf(all);
        }

        private void requireComma() {
            if (!peek().equals(",")) {
                throw ApiFailure.badRequest(found(peek(), "',' or 'end of string'"));
            }
            at++;
            if (at == tokens.size()) {
                throw ApiFailure.badRequest(found("", "identifier after ','"));
            }
        }

        private Requirement requirement() {
            if (peek().equals("!")) {
                at++;
                return new Requirement(key(), Operator.NOT_EXISTS, Set.of());
            }
            Requirement requirement = requirement(key());
            int index = 0;
            for (String value : requirement.values()) {
                String place = "values[" + index++ + "][" + requirement.key() + "]";
                Names.LABEL_VALUE.problem(value).ifPresent(wrong -> {
                    throw invalid(place, value, wrong);
                });
            }
            return requirement;
        }

        private String key() {
            String key = name("identifier");
            Names.qualifiedProblem(key).ifPresent(wrong -> {
                throw invalid("<nil>", key, wrong);
            });
            return key;
        }

        private Requirement requirement(String key) {
            return switch (peek()) {
                case "", "," -> new Requirement(key, Operator.EXISTS, Set.of());
                case "=", "==" -> new Requirement(key, Operator.IN, Set.of(value()));
                case "!=" -> new Requirement(key, Operator.NOT_IN, Set.of(value()));
                case ">" -> new Requirement(key, Operator.GREATER, Set.of(value()));
                case "<" -> new Requirement(key, Operator.LESS, Set.of(value()));
                case "in" -> new Requirement(key, Operator.IN, set());
                case "notin" -> new Requirement(key, Operator.NOT_IN, set());
                default -> throw refused(peek(), "in, notin, =, ==, !=, gt, lt");
            };
        }

        private String value() {
            at++;
            String next = peek();
            if (next.isEmpty() || next.equals(",")) {
                return "";
            }
            return name("identifier");
        }

        private Set<String> set() {
            at++;
            expect("(", "'('");
            Set<String> values = new java.util.TreeSet<>();
            while (!peek().equals(")")) {
                values.add(peek().equals(",") ? "" : name("',', ')' or identifier"));
                if (!peek().equals(")")) {
                    expect(",", "',' or ')'");
                }
            }
            at++;
            return values;
        }

        private String name(String expected) {
            String token = peek();
            if (token.isEmpty() || isSign(token)) {
                throw refused(token, expected);
            }
            at++;
            return token;
        }

        private void expect(String sign, String words) {
            if (!peek().equals(sign)) {
                throw refused(peek(), words);
            }
            at++;
        }

        private String peek() {
            return at < tokens.size() ? tokens.get(at) : "";
        }

        private static ApiFailure invalid(String place, String value, String wrong) {
            return ApiFailure.badRequest("unable to parse requirement: %s: Invalid value: %s: %s"
                    .formatted(place, GoText.quote(value), wrong));
        }

        private static ApiFailure refused(String found, String expected) {
            return ApiFailure.badRequest("unable to parse requirement: " + found(found, expected));
        }

        private static String found(String found, String expected) {
            return "found '" + found + "', expected: " + expected;
        }

        private static boolean isSign(String token) {
            return token.matches("==|!=|[=!,()<>]");
        }
    }
}
