package com.amd.aim.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret in the same namespace, by name. */
public record SecretRef(
        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of a Secret in the same namespace.")
        String name) {}
