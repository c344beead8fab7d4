package com.amd.aim.kube.schema;

import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks allOf, anyOf, oneOf and not. That they failed is a fault of the object as a whole; beside it stand the faults
 * of the alternative that went furthest. What was there before an update is not tolerated here: the API server does not
 * look at it either.
 */
final class JunctorCheck {

    private final FieldPath path;
    private final JsonNode value;
    private final Outcome outcome = new Outcome();

    private JunctorCheck(FieldPath path, JsonNode value) {
        this.path = path;
        this.value = value;
    }

    static Outcome check(Junctors junctors, FieldPath path, JsonNode value) {
        JunctorCheck check = new JunctorCheck(path, value);
        check.any(junctors.anyOf());
        check.one(junctors.oneOf());
        check.all(junctors.allOf());
        Node not = junctors.not();
        if (not != null && check.run(not).valid()) {
            check.fault("must not validate the schema (not)");
        }
        return check.outcome.count();
    }

    private Outcome run(Node alternative) {
        return ValueCheck.check(alternative, path, value, null);
    }

    private void any(List<Node> alternatives) {
        if (alternatives.isEmpty()) {
            return;
        }
        List<Outcome> failed = new ArrayList<>();
        for (Node alternative : alternatives) {
            Outcome result = run(alternative);
            if (result.valid()) {
                outcome.merge(result);
                return;
            }
            failed.add(result);
        }
        fault("must validate at least one schema (anyOf)");
        outcome.merge(furthest(failed));
    }

    private void one(List<Node> alternatives) {
        if (alternatives.isEmpty()) {
            return;
        }
        List<Outcome> results = alternatives.stream().map(this::run).toList();
        List<Outcome> valid = results.stream().filter(Outcome::valid).toList();
        switch (valid.size()) {
            case 0 -> {
                fault("must validate one and only one schema (oneOf). Found none valid");
                outcome.merge(furthest(results));
            }
            case 1 -> outcome.merge(valid.getFirst());
            default ->
                fault("must validate one and only one schema (oneOf). Found " + valid.size() + " valid alternatives");
        }
    }

    private void all(List<Node> parts) {
        List<Outcome> results = parts.stream().map(this::run).toList();
        results.forEach(outcome::merge);
        long valid = results.stream().filter(Outcome::valid).count();
        if (valid != parts.size()) {
            fault("must validate all the schemas (allOf)" + (valid == 0 ? ". None validated" : ""));
        }
    }

    private static Outcome furthest(List<Outcome> failed) {
        Outcome best = failed.getFirst();
        for (Outcome other : failed) {
            best = other.passed() > best.passed() ? other : best;
        }
        return best;
    }

    private void fault(String words) {
        outcome.add(Faults.invalid(FieldPath.ROOT, "", GoText.quote(path.text()) + " " + words));
    }
}
