package com.amd.aim.operator.api;

/**
 * Every name that is an interface to others: labels, annotations, the field manager, finalizers. They are never renamed,
 * since the state of running clusters is written in them.
 */
public final class Names {
    public static final String GROUP = "aim.amd.com";
    public static final String VERSION = "v1alpha1";
    public static final String API_VERSION = GROUP + "/" + VERSION;

    /** Status before an operator has looked, or kstatus would take what nobody has seen yet for done. */
    static final String STATUS_UNSEEN = "{\"observedGeneration\": -1}";

    /** The manager of every field that this operator applies. */
    public static final String FIELD_MANAGER = "aim-engine";

    public static final String LABEL_MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String LABEL_NAME = "app.kubernetes.io/name";
    public static final String LABEL_INSTANCE = "app.kubernetes.io/instance";
    public static final String LABEL_COMPONENT = "app.kubernetes.io/component";

    /** Name of the AIMService that an object belongs to. */
    public static final String LABEL_SERVICE = GROUP + "/service";
    /** Name of the AIMModelCache that an object belongs to. */
    public static final String LABEL_CACHE = GROUP + "/cache";
    /** What a Job of a cache does: {@code plan} or {@code download}. */
    public static final String LABEL_STEP = GROUP + "/step";

    /** Which attempt of its step a Job of a cache is, counted from 1 over the cache's life. */
    public static final String LABEL_ATTEMPT = GROUP + "/attempt";

    /** On a Job of a cache: which try it is since the spec or the retry annotation last changed, counted from 1. */
    public static final String ANNOTATION_TRY = GROUP + "/try";
    /** On a Job of a cache: hash of what a user can change to have failed attempts counted anew. */
    public static final String ANNOTATION_SERIES = GROUP + "/series";
    /** On a claim and on a download Job: what was planned (JSON), the commit above all, so that it outlives a lost status. */
    public static final String ANNOTATION_PLAN = GROUP + "/plan";
    /** On a download Job: uid of the claim that it fills. */
    public static final String ANNOTATION_CLAIM_UID = GROUP + "/claim-uid";

    /** On every object we apply: hash of what was applied, by which an unchanged object is recognised without a write. */
    public static final String ANNOTATION_HASH = GROUP + "/hash";
    /** On the workload: the choice that was made (JSON), the only place it is read back from. */
    public static final String ANNOTATION_CHOICE = GROUP + "/choice";
    /** On the workload: hash of the choosing fields and the chosen recipe, by which a choice is known to be still right. */
    public static final String ANNOTATION_CHOICE_KEY = GROUP + "/choice-key";
    /** On the workload: hash of the part of the spec that shapes the pods, so that an operator upgrade is told from an edit. */
    public static final String ANNOTATION_SPEC_HASH = GROUP + "/spec-hash";
    /** On the pod template: the commit of the weights that the pods serve. */
    public static final String ANNOTATION_REVISION = GROUP + "/revision";
    /** On the pod template and so on each pod: hash of the rest of the template, by which a pod is known to be current. */
    public static final String ANNOTATION_TEMPLATE = GROUP + "/template";
    /** Set by a user to any new value: try again now what had failed. */
    public static final String ANNOTATION_RETRY = GROUP + "/retry";

    /** Holds a cache while a service uses it; absent from an unused one, so that nothing hangs without the operator. */
    public static final String FINALIZER_IN_USE = GROUP + "/in-use";

    /** The manager of that finalizer alone, so that whoever applies the cache's spec never takes it off. */
    public static final String FIELD_MANAGER_IN_USE = FIELD_MANAGER + "-in-use";

    private Names() {}
}
