package com.amd.aim.kube.fields;

import com.amd.aim.kube.schema.StructuralSchema;

/** What kind of list or map stands where in the objects of one kind. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class FieldTypes {

    private FieldTypes() {}

    /**
     * {@return the types of a custom resource}
     *
     * @param statusSubresource whether the version has a status subresource: its fields are then tracked only there
     */
    public static FieldTypes ofSchema(StructuralSchema schema, boolean statusSubresource) {
        throw new UnsupportedOperationException("body follows: " + schema + statusSubresource);
    }

    /** {@return the types of a built-in kind; of an unknown kind {@link #deduced()}} */
    public static FieldTypes builtIn(String apiVersion, String kind) {
        throw new UnsupportedOperationException("body follows: " + apiVersion + kind);
    }

    /** {@return the types of an object without a schema: granular maps, atomic lists} */
    public static FieldTypes deduced() {
        throw new UnsupportedOperationException("body follows");
    }
}
