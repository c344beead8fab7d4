package com.amd.aim.operator.status;

/**
 * A condition as it should be now, without the times that only its history knows.
 *
 * @param type such as {@code Ready}
 * @param truth the condition's status
 * @param reason for programs
 * @param message one sentence for people
 */
public record ConditionState(String type, Truth truth, Reason reason, String message) {

    /** The three values of a condition's status. */
    public enum Truth {
        True,
        False,
        Unknown
    }

    public static ConditionState isTrue(String type, Reason reason, String message) {
        return new ConditionState(type, Truth.True, reason, message);
    }

    public static ConditionState isFalse(String type, Reason reason, String message) {
        return new ConditionState(type, Truth.False, reason, message);
    }

    public static ConditionState isUnknown(String type, Reason reason, String message) {
        return new ConditionState(type, Truth.Unknown, reason, message);
    }

    public static ConditionState isFalse(String type, Finding finding) {
        return isFalse(type, finding.reason(), finding.message());
    }
}
