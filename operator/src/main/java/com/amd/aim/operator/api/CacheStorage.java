package com.amd.aim.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The claim that a cache is kept on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CacheStorage(
        @Nullable @Size(min = 1, max = 32) @ValidationRule(
                value = Rules.POSITIVE_QUANTITY,
                message = Rules.SIZE_MESSAGE,
                messageExpression = Rules.SIZE_EXPRESSION)
        @JsonPropertyDescription("Size of the claim, such as 100Gi. Absent: the model's bytes + 10 % + 5 GiB.")
        String size,

        @Nullable @Size(min = 1, max = 253) @JsonPropertyDescription("StorageClass of the claim. Absent: the cluster's default.")
        String storageClassName,

        @Nullable @JsonPropertyDescription(
                "ReadWriteMany shares the cache between nodes, ReadWriteOnce ties its users to one node. Absent: ReadWriteMany where the StorageClass's provisioner is known for it, else ReadWriteOnce.")
        AccessMode accessMode) {

    /** Access modes a cache can be written with. */
    public enum AccessMode {
        ReadWriteOnce,
        ReadWriteMany
    }
}
