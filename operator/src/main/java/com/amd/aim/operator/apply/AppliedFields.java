package com.amd.aim.operator.apply;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reduces managed fields to what {@link Applier} reads: entries of appliers, and of who scales. Equal parts are kept once, since objects that we make for
 * different services have mostly the same fields.
 */
public final class AppliedFields {
    private final Shared shared = new Shared();

    /** Changes the object, and returns it. */
    public <T extends HasMetadata> T only(T object) {
        List<ManagedFieldsEntry> applied = object.getMetadata().getManagedFields().stream()
                .filter(AppliedFields::matters)
                .toList();
        applied.stream().map(ManagedFieldsEntry::getFieldsV1).forEach(this::share);
        object.getMetadata().setManagedFields(applied);
        return object;
    }

    /** Whether {@link Applier} asks for it. */
    static boolean matters(ManagedFieldsEntry entry) {
        return "Apply".equals(entry.getOperation()) || AutoscaledReplicas.SUBRESOURCE.equals(entry.getSubresource());
    }

    /** Not as a whole: what is under {@code f:metadata} names the owner by its uid. */
    private void share(@Nullable FieldsV1 fields) {
        if (fields != null) {
            fields.getAdditionalProperties().replaceAll((_, part) -> shared.of(part));
        }
    }

    /** Bounded, so that shapes long gone are forgotten. */
    private static final class Shared extends LinkedHashMap<Object, Object> {
        private static final long serialVersionUID = 1L;
        private static final int LIMIT = 256;

        Shared() {
            super(16, 0.75f, true);
        }

        synchronized Object of(Object part) {
            Object first = putIfAbsent(part, part);
            return first == null ? part : first;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > LIMIT;
        }
    }
}
