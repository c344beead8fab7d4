package com.amd.aim.kube.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.RandomJson;
import com.amd.aim.kube.Table;
import com.amd.aim.kube.schema.StructuralSchema;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

@DisplayName("for any objects and managers")
class FieldsPropertyTest {

    private static final String VERSION = "example.com/v1";
    private static final Instant EARLY = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATE = EARLY.plusSeconds(60);
    private static final FieldTypes TYPES = FieldTypes.ofSchema(StructuralSchema.of(Table.yaml("""
                            type: object
                            properties:
                              spec:
                                type: object
                                properties:
                                  plain: {type: array, items: {x-kubernetes-preserve-unknown-fields: true}}
                                  set: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                                  keyed:
                                    type: array
                                    x-kubernetes-list-type: map
                                    x-kubernetes-list-map-keys: [k]
                                    items:
                                      type: object
                                      required: [k]
                                      properties: {k: {type: string}, a: {type: integer}, b: {type: integer}}
                                  map: {type: object, additionalProperties: {type: integer}}
                                  any: {type: object, x-kubernetes-preserve-unknown-fields: true}
                            """)), false);

    /** {@return an object of the types above, with no item twice and nothing empty} */
    private static ObjectNode widget(RandomJson random) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", VERSION).put("kind", "Widget");
        object.putObject("metadata").put("name", "w");
        ObjectNode spec = object.putObject("spec");
        if (random.chance()) {
            spec.putArray("plain").add(random.name());
        }
        if (random.chance()) {
            names(random).forEach(spec.putArray("set")::add);
        }
        if (random.chance()) {
            ArrayNode keyed = spec.putArray("keyed");
            for (String name : names(random)) {
                keyed.addObject().put("k", name).put(random.chance() ? "a" : "b", random.below(3));
            }
        }
        if (random.chance()) {
            ObjectNode map = spec.putObject("map");
            names(random).forEach(name -> map.put(name, random.below(3)));
        }
        if (random.chance()) {
            ObjectNode any = spec.putObject("any");
            names(random).forEach(name -> any.withObject("/" + random.name()).put(name, random.below(3)));
        }
        if (spec.isEmpty()) {
            spec.putArray("plain").add(random.name());
        }
        return object;
    }

    private static Set<String> names(RandomJson random) {
        Set<String> names = new HashSet<>();
        for (int i = 1 + random.below(3); i > 0; i--) {
            names.add(random.name());
        }
        return names;
    }

    private static ObjectNode apply(@Nullable ObjectNode live, ObjectNode applied, String manager, Instant now) {
        return ((Applied.Merged)
                        ServerSideApply.apply(live, applied, Manager.applying(manager, VERSION), true, TYPES, now))
                .object();
    }

    @RepeatedTest(300)
    @DisplayName("merging the same again changes nothing")
    void mergeIsIdempotent(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        ObjectNode a = widget(random);
        ObjectNode b = widget(random);

        JsonNode once = Merge.of(TYPES.root(), a, b);
        assertThat(Merge.of(TYPES.root(), once, b)).isEqualTo(once);
    }

    @RepeatedTest(300)
    @DisplayName("applying the same again keeps the object, its managers and their times")
    void applyIsIdempotent(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        ObjectNode first = apply(null, widget(random), "one", EARLY);
        ObjectNode mine = widget(random);
        ObjectNode second = apply(first, mine, "two", EARLY);

        assertThat(apply(second, mine, "two", LATE)).isEqualTo(second);
    }

    @RepeatedTest(300)
    @DisplayName("what a manager applies is there afterwards and covered by what it owns")
    void appliedIsOwned(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        ObjectNode first = apply(null, widget(random), "one", EARLY);
        ObjectNode mine = widget(random);
        ObjectNode second = apply(first, mine, "two", LATE);
        FieldSet owned = owned(second, "two");

        assertThat(Leaves.of(TYPES.root(), second).contains(Leaves.of(TYPES.root(), mine)))
                .isTrue();
        assertThat(owned).isEqualTo(Leaves.of(TYPES.root(), mine).differenceWithChildren(Untracked.FIELDS));
        assertThat(owned.covers(mine)).isTrue();
    }

    @RepeatedTest(300)
    @DisplayName("a manager that applies nothing any more leaves what the other applied, and nothing else")
    void givingUp(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        ObjectNode mine = widget(random);
        ObjectNode both = apply(apply(null, mine, "one", EARLY), widget(random), "two", EARLY);
        ObjectNode again = apply(both, mine, "one", EARLY);
        ObjectNode nothing = widget(random);
        nothing.remove("spec");
        ObjectNode left = ManagedFields.without(apply(again, nothing, "two", LATE));

        assertThat(Leaves.of(TYPES.root(), left)).isEqualTo(Leaves.of(TYPES.root(), mine));
    }

    @RepeatedTest(300)
    @DisplayName("a set of fields is read as it was printed")
    void roundTrip(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        FieldSet set = Leaves.of(TYPES.root(), widget(random)).union(Leaves.of(TYPES.root(), widget(random)));

        assertThat(FieldSet.parse(set.toJson())).isEqualTo(set);
        assertThat(FieldSet.parse(Table.yaml(set.toString()))).isEqualTo(set);
    }

    @RepeatedTest(300)
    @DisplayName("union, intersection and difference fit together")
    void algebra(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        FieldSet a = Leaves.of(TYPES.root(), widget(random));
        FieldSet b = Leaves.of(TYPES.root(), widget(random));

        assertThat(a.union(b)).isEqualTo(b.union(a));
        assertThat(a.intersect(b)).isEqualTo(b.intersect(a));
        assertThat(a.difference(b).union(a.intersect(b))).isEqualTo(a);
        assertThat(a.difference(b).intersect(b).isEmpty()).isTrue();
        assertThat(a.union(b).contains(a)).isTrue();
    }

    @RepeatedTest(300)
    @DisplayName("an update owns exactly what it changes")
    void updateOwnsChanges(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        ObjectNode first = apply(null, widget(random), "one", EARLY);
        ObjectNode next = widget(random);
        ObjectNode sent = next.deepCopy();
        sent.withObject("/metadata").set("managedFields", first.at("/metadata/managedFields"));
        ObjectNode second = ManagedFields.afterUpdate(first, sent, Manager.updating("two", VERSION), TYPES, LATE);
        Comparison change = Comparison.of(TYPES.root(), ManagedFields.without(first), next);

        if (first.at("/metadata/managedFields").isEmpty()) {
            assertThat(second).isEqualTo(ManagedFields.without(sent));
        } else if (JsonValues.equal(ManagedFields.without(first), next)) {
            assertThat(second).isEqualTo(first);
        } else {
            assertThat(owned(second, "two")).isEqualTo(change.changed().differenceWithChildren(Untracked.FIELDS));
            assertThat(owned(second, "one")
                            .intersect(change.changed().union(change.removed()))
                            .isEmpty())
                    .isTrue();
        }
    }

    private static FieldSet owned(ObjectNode object, String manager) {
        return object.at("/metadata/managedFields")
                .valueStream()
                .filter(entry -> entry.path("manager").asText().equals(manager))
                .map(entry -> FieldSet.parse(entry.path("fieldsV1")))
                .findFirst()
                .orElse(FieldSet.empty());
    }
}
