package com.amd.aim.operator.status;

/**
 * Something worth telling.
 *
 * @param reason for programs
 * @param message one sentence for people
 */
public record Finding(Reason reason, String message) {}
