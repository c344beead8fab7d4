package com.amd.aim.operator.plan;

import io.fabric8.kubernetes.api.model.apps.Deployment;

/** What is to become of a service's workload. */
public sealed interface Workload {
    /** Nothing is applied. */
    record Unchanged() implements Workload {}

    /** It is made so. */
    record Applied(Deployment wanted) implements Workload {}

    /**
     * This operator alone would change the pods.
     *
     * @param kept with the pods as they are
     * @param fresh with the pods as they would be rendered now
     * @param automatic whether the user wants that as soon as it is this service's turn
     */
    record HeldBack(Deployment kept, Deployment fresh, boolean automatic) implements Workload {}
}
