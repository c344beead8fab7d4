package com.amd.aim.kube.fields;

/**
 * The fields whose owner nobody records: identity and what the server itself sets. {@code metadata} as such is among them,
 * its labels and annotations are not.
 */
final class Untracked {

    static final FieldSet FIELDS = fields();

    private Untracked() {}

    private static FieldSet fields() {
        FieldSet.Builder fields = new FieldSet.Builder();
        fields.add(Path.field(null, "apiVersion"));
        fields.add(Path.field(null, "kind"));
        Path metadata = Path.field(null, "metadata");
        fields.add(metadata);
        for (String name : new String[] {
            "name",
            "namespace",
            "creationTimestamp",
            "selfLink",
            "uid",
            "clusterName",
            "generation",
            "managedFields",
            "resourceVersion"
        }) {
            fields.add(Path.field(metadata, name));
        }
        return fields.build();
    }
}
