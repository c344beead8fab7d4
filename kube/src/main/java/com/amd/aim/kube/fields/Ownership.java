package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.Manager.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who owns what of one object, while a request is worked on: {@code metadata.managedFields} as a table. */
final class Ownership {

    private final TreeMap<Owner, Owned> owners = new TreeMap<>();

    /**
     * What one manager owns.
     *
     * @param apiVersion in which it wrote
     * @param time when it last changed something, as stored; null while it never did
     */
    record Owned(
            String apiVersion, FieldSet fields, @Nullable String time) {}

    /** {@return the table of a managedFields list}; IllegalArgumentException when an entry is malformed */
    static Ownership parse(@Nullable JsonNode managedFields) {
        Ownership ownership = new Ownership();
        if (managedFields != null) {
            for (JsonNode entry : managedFields) {
                ownership.add(entry);
            }
        }
        return ownership;
    }

    private void add(JsonNode entry) {
        String operation = entry.path("operation").asText();
        String apiVersion = entry.path("apiVersion").asText();
        if (!operation.equals(Operation.APPLY.word()) && !operation.equals(Operation.UPDATE.word())) {
            throw new IllegalArgumentException("operation must be `Apply` or `Update`");
        }
        if (apiVersion.isEmpty()) {
            throw new IllegalArgumentException("apiVersion must not be empty");
        }
        if (!entry.path("fieldsType").asText().equals("FieldsV1")) {
            throw new IllegalArgumentException("fieldsType must be FieldsV1");
        }
        Owner owner = Owner.of(new Manager(
                entry.path("manager").asText(),
                operation.equals(Operation.APPLY.word()) ? Operation.APPLY : Operation.UPDATE,
                apiVersion,
                entry.path("subresource").asText()));
        JsonNode time = entry.get("time");
        owners.put(
                owner,
                new Owned(
                        apiVersion,
                        FieldSet.parse(entry.path("fieldsV1")),
                        time == null || time.isNull() ? null : time.asText()));
    }

    boolean isEmpty() {
        return owners.isEmpty();
    }

    Map<Owner, Owned> owners() {
        return owners;
    }

    @Nullable FieldSet fieldsOf(Owner owner) {
        Owned owned = owners.get(owner);
        return owned == null ? null : owned.fields;
    }

    /** Replaces what a manager owns; its time stays. */
    void set(Owner owner, String apiVersion, FieldSet fields) {
        Owned before = owners.get(owner);
        owners.put(owner, new Owned(apiVersion, fields, before == null ? null : before.time));
    }

    void touch(Owner owner, Instant now) {
        owners.computeIfPresent(
                owner,
                (_, owned) -> new Owned(
                        owned.apiVersion,
                        owned.fields,
                        now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    void remove(Owner owner) {
        owners.remove(owner);
    }

    /** Changes what every manager but one owns; who owns nothing any more is dropped. */
    void changeOthers(@Nullable Owner except, UnaryOperator<FieldSet> change) {
        owners.replaceAll((owner, owned) ->
                owner.equals(except) ? owned : new Owned(owned.apiVersion, change.apply(owned.fields), owned.time));
        owners.values().removeIf(owned -> owned.fields.isEmpty());
    }

    /** Takes identity and server-set fields out of what a manager owns. */
    void strip(Owner owner) {
        Owned owned = owners.get(owner);
        if (owned != null) {
            FieldSet tracked = owned.fields.difference(Untracked.FIELDS);
            if (tracked.isEmpty()) {
                owners.remove(owner);
            } else {
                owners.put(owner, new Owned(owned.apiVersion, tracked, owned.time));
            }
        }
    }

    /** {@return the managedFields list: appliers first, then by time, manager, apiVersion and subresource} */
    ArrayNode toJson() {
        List<Map.Entry<Owner, Owned>> sorted = new ArrayList<>(owners.entrySet());
        sorted.sort(Comparator.comparing(
                        (Map.Entry<Owner, Owned> entry) -> entry.getKey().operation())
                .thenComparingLong(entry -> seconds(entry.getValue()))
                .thenComparing(entry -> entry.getKey().name())
                .thenComparing(entry -> entry.getValue().apiVersion)
                .thenComparing(entry -> entry.getKey().subresource()));
        ArrayNode list = JsonNodeFactory.instance.arrayNode(sorted.size());
        sorted.forEach(entry -> list.add(toJson(entry.getKey(), entry.getValue())));
        return list;
    }

    private static ObjectNode toJson(Owner owner, Owned owned) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("manager", owner.name());
        entry.put("operation", owner.operation().word());
        entry.put("apiVersion", owned.apiVersion);
        if (owned.time != null) {
            entry.put("time", owned.time);
        }
        entry.put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", owned.fields.toJson());
        if (!owner.subresource().isEmpty()) {
            entry.put("subresource", owner.subresource());
        }
        return entry;
    }

    /** {@return the time in seconds, 0 when there is none} */
    static long seconds(Owned owned) {
        if (owned.time == null) {
            return 0;
        }
        try {
            return Instant.parse(owned.time).getEpochSecond();
        } catch (DateTimeParseException _) {
            return 0; // somebody wrote it by hand
        }
    }
}
