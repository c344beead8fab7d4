package com.amd.aim.sandbox.kubelet;

import java.io.Serial;

/**
 * A container that cannot be started; the message is one sentence for people and becomes the message of the
 * container's waiting state.
 */
public final class ContainerStartException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    /** With the reason {@code CreateContainerError}. */
    public ContainerStartException(String message) {
        this("CreateContainerError", message);
    }

    ContainerStartException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * The CamelCase word of the waiting state: {@code CreateContainerError}, {@code CreateContainerConfigError}, …
     */
    public String reason() {
        return reason;
    }
}
