package com.amd.aim.kube.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.amd.aim.kube.schema.StructuralSchema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("managed fields")
class ManagedFieldsTest {

    private static final String VERSION = "example.com/v1";
    private static final Instant EARLY = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATE = Instant.parse("2026-01-02T04:00:00Z");
    private static final FieldTypes TYPES = FieldTypes.ofSchema(StructuralSchema.of(Table.yaml("""
                            type: object
                            properties:
                              spec: {type: object, properties: {a: {type: integer}, b: {type: integer}}}
                              status: {type: object, properties: {phase: {type: string}, count: {type: integer}}}
                            """)), true);

    private static ObjectNode widget(String rest) {
        ObjectNode object = (ObjectNode) Table.yaml("{apiVersion: example.com/v1, kind: Widget, metadata: {name: w}}");
        return object.setAll((ObjectNode) Table.yaml(rest));
    }

    private static ObjectNode applied(@Nullable ObjectNode live, String rest, Manager manager, Instant now) {
        Applied outcome = ServerSideApply.apply(live, widget(rest), manager, false, TYPES, now);
        assertThat(outcome).isInstanceOf(Applied.Merged.class);
        return ((Applied.Merged) outcome).object();
    }

    private static ObjectNode updated(@Nullable ObjectNode live, ObjectNode next, Manager manager, Instant now) {
        ObjectNode sent = next.deepCopy();
        if (live != null && !next.path("metadata").has("managedFields")) {
            ((ObjectNode) sent.get("metadata"))
                    .set("managedFields", live.path("metadata").path("managedFields"));
        }
        return ManagedFields.afterUpdate(live, sent, manager, TYPES, now);
    }

    private static List<String> times(ObjectNode object) {
        return Table.texts(object.at("/metadata/managedFields")
                .valueStream()
                .collect(object::arrayNode, (list, entry) -> list.add(entry.path("time")), ArrayNode::addAll));
    }

    @Test
    @DisplayName("an entry has exactly the fields of the API")
    void entry() {
        ObjectNode object = applied(null, "{spec: {a: 1}}", Manager.applying("one", VERSION), EARLY);

        assertThat(object.at("/metadata/managedFields")).isEqualTo(Table.yaml("""
                        - {manager: one, operation: Apply, apiVersion: example.com/v1, time: '2026-01-02T03:04:05Z',
                           fieldsType: FieldsV1, fieldsV1: {f:spec: {f:a: {}}}}
                        """));
    }

    @Test
    @DisplayName("an apply that changes nothing keeps the time and the object")
    void idempotentApply() {
        ObjectNode first = applied(null, "{spec: {a: 1}}", Manager.applying("one", VERSION), EARLY);
        assertThat(applied(first, "{spec: {a: 1}}", Manager.applying("one", VERSION), LATE))
                .isEqualTo(first);
    }

    @Test
    @DisplayName("an apply that changes a value has a new time, others keep theirs")
    void changedApply() {
        ObjectNode first = applied(null, "{spec: {a: 1}}", Manager.applying("one", VERSION), EARLY);
        ObjectNode second = applied(first, "{spec: {b: 1}}", Manager.applying("two", VERSION), LATE);

        assertThat(Owners.of(second))
                .containsExactly(
                        "one Apply example.com/v1: {\"f:spec\":{\"f:a\":{}}}",
                        "two Apply example.com/v1: {\"f:spec\":{\"f:b\":{}}}");
        assertThat(times(second)).containsExactly(EARLY.toString(), LATE.toString());
    }

    @Test
    @DisplayName("an update that changes nothing keeps the time and the object")
    void idempotentUpdate() {
        ObjectNode first = updated(null, widget("{spec: {a: 1}}"), Manager.updating("one", VERSION), EARLY);
        assertThat(updated(first, widget("{spec: {a: 1}}"), Manager.updating("one", VERSION), LATE))
                .isEqualTo(first);
    }

    @Test
    @DisplayName("an updater keeps what it owns and adds what it changes")
    void updateAdds() {
        ObjectNode first = updated(null, widget("{spec: {a: 1}}"), Manager.updating("one", VERSION), EARLY);
        ObjectNode second = updated(first, widget("{spec: {a: 1, b: 2}}"), Manager.updating("one", VERSION), LATE);

        assertThat(Owners.of(second))
                .containsExactly("one Update example.com/v1: {\"f:spec\":{\".\":{},\"f:a\":{},\"f:b\":{}}}");
        assertThat(times(second)).containsExactly(LATE.toString());
    }

    @Test
    @DisplayName("an updater has an entry per version")
    void updatersByVersion() {
        ObjectNode first = updated(null, widget("{spec: {a: 1}}"), Manager.updating("one", VERSION), EARLY);
        ObjectNode second =
                updated(first, widget("{spec: {a: 1, b: 2}}"), Manager.updating("one", "example.com/v2"), EARLY);

        assertThat(Owners.of(second))
                .containsExactly(
                        "one Update example.com/v1: {\"f:spec\":{\".\":{},\"f:a\":{}}}",
                        "one Update example.com/v2: {\"f:spec\":{\"f:b\":{}}}");
    }

    @Test
    @DisplayName("an applier has one entry, whatever the version")
    void appliersByName() {
        ObjectNode first = applied(null, "{spec: {a: 1}}", Manager.applying("one", VERSION), EARLY);
        ObjectNode second = applied(first, "{spec: {a: 2}}", Manager.applying("one", "example.com/v2"), LATE);

        assertThat(Owners.of(second)).containsExactly("one Apply example.com/v2: {\"f:spec\":{\"f:a\":{}}}");
    }

    @Test
    @DisplayName("status is owned through the subresource only")
    void statusBySubresource() {
        Manager one = Manager.applying("one", VERSION);
        ObjectNode first = applied(null, "{spec: {a: 1}, status: {phase: New}}", one, EARLY);
        ObjectNode second = applied(first, "{status: {phase: Ready}}", one.on("status"), LATE);

        assertThat(Owners.of(first)).containsExactly("one Apply example.com/v1: {\"f:spec\":{\"f:a\":{}}}");
        assertThat(Owners.of(second))
                .containsExactly(
                        "one Apply example.com/v1: {\"f:spec\":{\"f:a\":{}}}",
                        "one Apply example.com/v1 on status: {\"f:status\":{\"f:phase\":{}}}");
    }

    @Test
    @DisplayName("a writer of status owns neither spec nor metadata")
    void statusOwnsNoSpec() {
        ObjectNode first = applied(null, "{spec: {a: 1}}", Manager.applying("one", VERSION), EARLY);
        ObjectNode next = widget("{metadata: {name: w, labels: {x: y}}, spec: {a: 2}, status: {phase: Ready}}");
        ObjectNode second =
                updated(first, next, Manager.updating("two", VERSION).on("status"), LATE);

        assertThat(Owners.of(second))
                .containsExactly(
                        "one Apply example.com/v1: {\"f:spec\":{\"f:a\":{}}}",
                        "two Update example.com/v1 on status: {\"f:status\":{\".\":{},\"f:phase\":{}}}");
    }

    @Test
    @DisplayName("a conflict about status names the subresource")
    void statusConflict() {
        Manager one = Manager.applying("one", VERSION).on("status");
        ObjectNode first = applied(widget("{spec: {a: 1}}"), "{status: {phase: New}}", one, EARLY);
        Manager two = Manager.applying("two", VERSION).on("status");
        Applied outcome = ServerSideApply.apply(first, widget("{status: {phase: Old}}"), two, false, TYPES, LATE);

        assertThat(outcome)
                .isEqualTo(
                        new Applied.Conflicts(
                                List.of(new Conflict(
                                        "one", ".status.phase", "conflict with \"one\" with subresource \"status\"")),
                                "Apply failed with 1 conflict: conflict with \"one\" with subresource \"status\": .status.phase"));
    }

    @Test
    @DisplayName("the first apply to an object nobody tracked gives what is there to before-first-apply")
    void beforeFirstApply() {
        ObjectNode second =
                applied(widget("{spec: {a: 1, b: 2}}"), "{spec: {a: 1}}", Manager.applying("one", VERSION), LATE);

        assertThat(Owners.of(second))
                .containsExactly(
                        "one Apply example.com/v1: {\"f:spec\":{\"f:a\":{}}}",
                        "before-first-apply Update example.com/v1: {\"f:spec\":{\".\":{},\"f:a\":{},\"f:b\":{}}}");
    }

    @Test
    @DisplayName("an update of an object nobody tracks does not begin to")
    void untracked() {
        ObjectNode next = ManagedFields.afterUpdate(
                widget("{spec: {a: 1}}"), widget("{spec: {a: 2}}"), Manager.updating("one", VERSION), TYPES, LATE);

        assertThat(next).isEqualTo(widget("{spec: {a: 2}}"));
    }

    @Test
    @DisplayName("an empty list of managers, or one empty entry, resets")
    void reset() {
        ObjectNode first = applied(null, "{spec: {a: 1}}", Manager.applying("one", VERSION), EARLY);
        for (String sent : List.of("[]", "[{}]")) {
            ObjectNode next = widget("{spec: {a: 1}}");
            ((ObjectNode) next.get("metadata")).set("managedFields", Table.yaml(sent));
            assertThat(updated(first, next, Manager.updating("two", VERSION), LATE))
                    .isEqualTo(widget("{spec: {a: 1}}"));
        }
    }

    @Test
    @DisplayName("malformed managers that a client sends are ignored")
    void malformed() {
        ObjectNode first = applied(null, "{spec: {a: 1}}", Manager.applying("one", VERSION), EARLY);
        ObjectNode next = widget("{spec: {a: 1}}");
        ((ObjectNode) next.get("metadata"))
                .set("managedFields", Table.yaml("[{manager: x, operation: Dance, apiVersion: v1}]"));

        assertThat(updated(first, next, Manager.updating("two", VERSION), LATE)).isEqualTo(first);
    }

    @Test
    @DisplayName("of more than ten updaters the oldest are merged")
    void oldestMerged() {
        ObjectNode object = widget("{metadata: {name: w, labels: {x: y}}}");
        ObjectNode live = updated(null, object, Manager.updating("writer-0", VERSION), EARLY);
        for (int i = 1; i <= 10; i++) {
            ObjectNode next = live.deepCopy();
            next.withObject("/metadata/labels").put("l" + i, "v");
            live = updated(live, next, Manager.updating("writer-" + i, VERSION), EARLY.plusSeconds(i));
        }
        List<String> owners = Owners.of(live);

        assertThat(owners).hasSize(10);
        assertThat(owners.getFirst())
                .isEqualTo("ancient-changes Update example.com/v1: {\"f:metadata\":{\"f:labels\":"
                        + "{\".\":{},\"f:l1\":{},\"f:x\":{}}}}");
    }

    @Test
    @DisplayName("what identifies an object and what the server sets is never owned")
    void neverOwned() {
        String metadata =
                "{metadata: {name: w, namespace: d, uid: u, resourceVersion: '1', generation: 2, labels: {x: y}}}";
        ObjectNode object = applied(null, metadata, Manager.applying("one", VERSION), EARLY);

        assertThat(Owners.of(object))
                .containsExactly("one Apply example.com/v1: {\"f:metadata\":{\"f:labels\":{\"f:x\":{}}}}");
    }

    @Test
    @DisplayName("a manager without a name is called unknown")
    void unnamed() {
        ObjectNode object = updated(null, widget("{spec: {a: 1}}"), Manager.updating("", VERSION), EARLY);
        JsonNode entry = object.at("/metadata/managedFields/0");

        assertThat(entry.path("manager").asText()).isEqualTo("unknown");
    }
}
