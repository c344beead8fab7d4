package com.amd.aim.kube.schema;

/**
 * Where a fault is, in the notation of the API server: {@code spec.containers[0].env[key]}.
 *
 * @param text the path; empty for the object as a whole
 */
record FieldPath(String text) {

    static final FieldPath ROOT = new FieldPath("");

    /** {@return the path of a named field; the name may itself be a path} */
    FieldPath child(String name) {
        return new FieldPath(text.isEmpty() ? name : text + "." + name);
    }

    /** {@return the path of a map's entry, as {@code labels[app]}} */
    FieldPath key(String key) {
        return new FieldPath(text + "[" + key + "]");
    }

    /** {@return the path of a list's item} */
    FieldPath index(int index) {
        return new FieldPath(text + "[" + index + "]");
    }

    /** {@return the path as an error prints it} */
    String shown() {
        return text.isEmpty() ? FieldError.ROOT : text;
    }
}
