package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.FieldError.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structural schema of one version of a custom resource, read once and shared by all threads. Rules and patterns are
 * compiled when they are first needed.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class StructuralSchema {

    /** Faults that leave a value in a state in which rules cannot be relied upon to make sense. */
    private static final Set<Kind> BLOCKING =
            EnumSet.of(Kind.NOT_SUPPORTED, Kind.REQUIRED, Kind.TOO_LONG, Kind.TOO_MANY, Kind.TYPE_INVALID);

    private static final FieldError RULES_SKIPPED = Faults.invalid(
            FieldPath.ROOT,
            NullNode.getInstance(),
            "some validation rules were not checked because the object was invalid; correct the existing errors to"
                    + " complete validation");

    private final Node root;
    private final RuleTree rules;

    private StructuralSchema(Node root) {
        this.root = root;
        this.rules = RuleTree.ofObject(root);
    }

    /** Reads {@code spec.versions[].schema.openAPIV3Schema}; the schema itself is taken as sound. */
    public static StructuralSchema of(JsonNode openApiV3Schema) {
        return new StructuralSchema(NodeReader.read(openApiV3Schema));
    }

    /** {@return the schema as it was written} */
    public JsonNode source() {
        return root.json();
    }

    /** {@return a copy in which nulls of non-nullable fields are gone and defaults are filled in} */
    public JsonNode withDefaults(JsonNode value) {
        return Defaulting.apply(value, root);
    }

    /**
     * {@return a copy without unknown fields, and the paths of these} Empty metadata fields are gone as well, because the
     * server stores none.
     */
    public Pruned prune(JsonNode value) {
        return MetadataShape.tidy(Pruning.wholeObject(value, root));
    }

    /**
     * Checks a whole object against schema, list types and CEL rules. Faults of what an update does not change are
     * tolerated, except where a rule compares with the old value.
     *
     * @param old the stored object on an update (transition rules, ratcheting); null on create
     */
    public List<FieldError> validate(JsonNode value, @Nullable JsonNode old) {
        Correlation both = old == null ? null : new Correlation(value, old, root);
        List<FieldError> faults = new ArrayList<>(
                ValueCheck.check(root, FieldPath.ROOT, value, both).faults());
        faults.addAll(EmbeddedObjects.check(root, FieldPath.ROOT, value));
        if (old == null || ListTypes.check(root, old).isEmpty()) {
            faults.addAll(ListTypes.check(root, value));
        }
        if (faults.stream().noneMatch(fault -> BLOCKING.contains(fault.kind()))) {
            faults.addAll(rules.check(FieldPath.ROOT, value, old, both));
        } else if (!rules.isEmpty()) {
            faults.add(RULES_SKIPPED);
        }
        return List.copyOf(faults);
    }
}
