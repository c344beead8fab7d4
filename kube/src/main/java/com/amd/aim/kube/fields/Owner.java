package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.Manager.Operation;
import com.amd.aim.kube.value.GoText;

/**
 * The identity of a managedFields entry. An applier is the same in every version, an updater is one per version.
 *
 * @param apiVersion empty for appliers
 */
record Owner(String name, Operation operation, String apiVersion, String subresource) implements Comparable<Owner> {

    /** Stands for the running request until it is known whether it changes anything; no manager can be called so. */
    static final Owner CURRENT = new Owner("\0", Operation.UPDATE, "", "");

    static Owner of(Manager manager) {
        return new Owner(
                manager.name().isEmpty() ? "unknown" : manager.name(),
                manager.operation(),
                manager.operation() == Operation.APPLY ? "" : manager.apiVersion(),
                manager.subresource());
    }

    /** {@return how a conflict names the manager, such as {@code "kubectl-edit" using apps/v1}} */
    String shown() {
        String text = GoText.quote(name);
        if (!subresource.isEmpty()) {
            text += " with subresource " + GoText.quote(subresource);
        }
        return operation == Operation.UPDATE ? text + " using " + apiVersion : text;
    }

    /** The order in which the API server lists managers: that of their JSON. */
    private String sortKey() {
        String version = apiVersion.isEmpty() ? "" : ",\"apiVersion\":" + GoText.jsonString(apiVersion);
        String sub = subresource.isEmpty() ? "" : ",\"subresource\":" + GoText.jsonString(subresource);
        return "{\"manager\":" + GoText.jsonString(name) + ",\"operation\":\"" + operation.word() + '"' + version + sub
                + '}';
    }

    @Override
    public int compareTo(Owner other) {
        return equals(other) ? 0 : sortKey().compareTo(other.sortKey());
    }
}
