package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.node.SchemaNode;
import com.amd.aim.kube.value.GoText;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a value against a schema: types, constraints, junctors, and whatever lies below. */
final class ValueCheck {

    /** Where all names are relative to; empty for a whole object, {@code status} for its status. */
    private final String base;

    private ValueCheck(String base) {
        this.base = base;
    }

    /**
     * {@return what is wrong with a value}
     *
     * @param base the path of the value
     * @param correlation on an update with what stood there before: what did not change is not judged again
     */
    static List<FieldError> of(JsonNode value, SchemaNode schema, String base, @Nullable Correlation correlation) {
        return List.copyOf(new ValueCheck(base).check("", value, schema, correlation).errors);
    }

    /** What a check found, and how many checks passed: the measure of which alternative came closest. */
    static final class Result {
        private final Set<FieldError> errors = new LinkedHashSet<>();
        private int passed;

        boolean isValid() {
            return errors.isEmpty();
        }

        void add(@Nullable FieldError error) {
            if (error != null) {
                errors.add(error);
            }
        }

        void merge(Result other) {
            errors.addAll(other.errors);
            passed += other.passed;
        }

        void count() {
            passed++;
        }
    }

    String path(String name) {
        return name.isEmpty() ? base : Faults.child(base, name.startsWith(".") ? name.substring(1) : name);
    }

    Result check(String name, JsonNode value, SchemaNode schema, @Nullable Correlation correlation) {
        Result result = checkValue(name, value, schema, correlation);
        return !result.isValid() && correlation != null && correlation.isUnchanged() ? new Result() : result;
    }

    private Result checkValue(String name, JsonNode value, SchemaNode schema, @Nullable Correlation correlation) {
        Result result = new Result();
        ScalarCheck scalars = new ScalarCheck(this, name, schema);
        if (value.isNull()) {
            result.add(scalars.type(value));
            result.add(scalars.allowed(value));
            return result;
        }
        result.add(scalars.type(value));
        result.count();
        result.merge(junctors(name, value, schema));
        result.count();
        if (value.isTextual()) {
            result.add(scalars.text(value.textValue()));
            result.count();
            result.add(scalars.format(value.textValue()));
        } else if (value.isNumber()) {
            scalars.number(value).forEach(result::add);
            result.count();
        } else if (value.isArray()) {
            result.merge(items(name, value, schema, correlation));
            result.count();
        }
        result.add(scalars.allowed(value));
        result.count();
        if (value.isObject()) {
            result.merge(new ObjectCheck(this, name, schema, correlation).check(value));
            result.count();
        }
        result.count();
        return result;
    }

    private Result items(String name, JsonNode list, SchemaNode schema, @Nullable Correlation correlation) {
        Result result = new Result();
        if (schema.items() != null) {
            for (int i = 0; i < list.size(); i++) {
                Correlation item = correlation == null ? null : correlation.item(i);
                result.merge(check(name + "[" + i + "]", list.get(i), schema.items(), item));
            }
        }
        long size = list.size();
        schema.constraints().minItems().ifPresent(min -> {
            if (size < min) {
                result.add(invalid(name, Long.toString(size), "should have at least " + min + " items"));
            }
        });
        schema.constraints().maxItems().ifPresent(max -> {
            if (size > max) {
                result.add(Faults.tooMany(path(name), size, max));
            }
        });
        if (schema.constraints().uniqueItems() && hasDuplicates(list)) {
            result.add(invalid(name, "\"\"", "shouldn't contain duplicates"));
        }
        result.count();
        return result;
    }

    private static boolean hasDuplicates(JsonNode list) {
        List<JsonNode> seen = new ArrayList<>();
        for (JsonNode item : list) {
            if (seen.stream().anyMatch(other -> JsonValues.equal(other, item))) {
                return true;
            }
            seen.add(item);
        }
        return false;
    }

    FieldError invalid(String name, String shownValue, String should) {
        return Faults.invalidShown(path(name), shownValue, name + " in body " + should);
    }

    private Result junctors(String name, JsonNode value, SchemaNode schema) {
        SchemaNode.Junctors junctors = schema.junctors();
        Result result = new Result();
        if (!junctors.anyOf().isEmpty()) {
            anyOf(name, value, junctors.anyOf(), result);
        }
        if (!junctors.oneOf().isEmpty()) {
            oneOf(name, value, junctors.oneOf(), result);
        }
        if (!junctors.allOf().isEmpty()) {
            allOf(name, value, junctors.allOf(), result);
        }
        if (junctors.not() != null && check(name, value, junctors.not(), null).isValid()) {
            result.add(whole(GoText.quote(name) + " must not validate the schema (not)"));
        }
        result.count();
        return result;
    }

    private void anyOf(String name, JsonNode value, List<SchemaNode> schemas, Result result) {
        Result closest = null;
        for (SchemaNode schema : schemas) {
            Result one = check(name, value, schema, null);
            if (one.isValid()) {
                result.merge(one);
                return;
            }
            closest = closest == null || one.passed > closest.passed ? one : closest;
        }
        result.add(whole(GoText.quote(name) + " must validate at least one schema (anyOf)"));
        if (closest != null) {
            result.merge(closest);
        }
    }

    private void oneOf(String name, JsonNode value, List<SchemaNode> schemas, Result result) {
        Result closest = null;
        List<Result> valid = new ArrayList<>();
        for (SchemaNode schema : schemas) {
            Result one = check(name, value, schema, null);
            if (one.isValid()) {
                valid.add(one);
            } else if (closest == null || one.passed > closest.passed) {
                closest = one;
            }
        }
        if (valid.size() == 1) {
            result.merge(valid.getFirst());
            return;
        }
        String found = valid.isEmpty() ? "Found none valid" : "Found " + valid.size() + " valid alternatives";
        result.add(whole(GoText.quote(name) + " must validate one and only one schema (oneOf). " + found));
        if (valid.isEmpty() && closest != null) {
            result.merge(closest);
        }
    }

    private void allOf(String name, JsonNode value, List<SchemaNode> schemas, Result result) {
        int valid = 0;
        for (SchemaNode schema : schemas) {
            Result one = check(name, value, schema, null);
            valid += one.isValid() ? 1 : 0;
            result.merge(one);
        }
        if (valid != schemas.size()) {
            String none = valid == 0 ? ". None validated" : "";
            result.add(whole(GoText.quote(name) + " must validate all the schemas (allOf)" + none));
        }
    }

    /** The API server does not say where a junctor fails but in the text. */
    private FieldError whole(String detail) {
        return Faults.invalid(base, "", detail);
    }
}
