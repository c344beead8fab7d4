package com.amd.aim.engine.recipe;

/** Where a recipe comes from, nearest first: of two recipes with one name the nearer one counts. */
public enum Origin {
    /** The namespace of the service that asks. */
    NAMESPACE,
    /** The namespace of the operator, shared by all. */
    OPERATOR_NAMESPACE,
    /** The catalogue that ships with the product. */
    BUILT_IN,
    /** Made for this request. */
    GENERATED
}
