package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.NamedField;
import java.util.function.Supplier;

/** What a strategic merge patch needs to know at a place in an object: how each field below is patched. */
public final class PatchTypes {

    private final FieldType type;

    PatchTypes(FieldType type) {
        this.type = type;
    }

    /** {@return how a field of the object here is patched} */
    public PatchStrategy strategy(String field) {
        NamedField named = type.map() == null ? null : type.map().fields().get(field);
        return named == null ? PatchStrategy.DEFAULT : named.strategy();
    }

    /** {@return the types of the value of a field here} */
    public PatchTypes field(String name) {
        FieldType field = type.map() == null ? null : type.map().field(name);
        return new PatchTypes(field == null ? FieldType.DEDUCED : field);
    }

    /** {@return the types of the items of the list here} */
    public PatchTypes items() {
        Supplier<FieldType> items = type.list() == null ? null : type.list().items();
        return new PatchTypes(items == null ? FieldType.DEDUCED : items.get());
    }
}
