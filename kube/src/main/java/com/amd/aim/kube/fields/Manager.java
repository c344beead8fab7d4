package com.amd.aim.kube.fields;

/**
 * Who writes: the key of an entry in {@code metadata.managedFields}.
 *
 * @param name the field manager
 * @param operation whether it applies or updates
 * @param apiVersion of the object as it writes it, such as {@code apps/v1}
 * @param subresource {@code status}, {@code scale}, or empty for the object itself
 */
public record Manager(String name, Operation operation, String apiVersion, String subresource) {

    /** The two kinds of managers. */
    public enum Operation {
        APPLY("Apply"),
        UPDATE("Update");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        /** {@return the word in managedFields} */
        public String word() {
            return word;
        }
    }

    /** {@return a server-side applier of the main resource} */
    public static Manager applying(String name, String apiVersion) {
        return new Manager(name, Operation.APPLY, apiVersion, "");
    }

    /** {@return a writer of the main resource by create, update or patch} */
    public static Manager updating(String name, String apiVersion) {
        return new Manager(name, Operation.UPDATE, apiVersion, "");
    }

    /** {@return the same manager, writing through a subresource} */
    public Manager on(String subresource) {
        return new Manager(name, operation, apiVersion, subresource);
    }
}
