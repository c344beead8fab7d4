package com.amd.aim.kube.schema.cel;

/** What came of compiling an expression. */
public sealed interface Compilation {

    /** It can be evaluated. */
    record Compiled(Expression expression) implements Compilation {}

    /** It cannot: {@code detail} says why, in the words of the API server. */
    record Refused(String detail) implements Compilation {}
}
