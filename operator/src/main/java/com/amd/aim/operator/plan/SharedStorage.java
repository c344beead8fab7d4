package com.amd.aim.operator.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which provisioners make volumes that several nodes can use at a time: the data of {@code storage/provisioners.yaml}.
 *
 * @param drivers the known ones
 */
public record SharedStorage(@JsonProperty("readWriteMany") List<Driver> drivers) {
    private static final String RESOURCE = "/storage/provisioners.yaml";

    public SharedStorage {
        drivers = List.copyOf(drivers);
    }

    /** The list that ships with the product. */
    public static SharedStorage builtIn() {
        try (InputStream file = Objects.requireNonNull(SharedStorage.class.getResourceAsStream(RESOURCE))) {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file, SharedStorage.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped " + RESOURCE + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Whether a StorageClass is known for ReadWriteMany.
     *
     * @param parameters of the StorageClass
     */
    public boolean knows(String provisioner, Map<String, String> parameters) {
        return drivers.stream().anyMatch(driver -> driver.matches(provisioner, parameters));
    }

    /**
     * One provisioner.
     *
     * @param provisioner as in StorageClasses; a leading {@code *} stands for any prefix
     * @param name for people
     * @param parameters what a StorageClass must say besides; absent: nothing
     */
    public record Driver(
            String provisioner, String name, @Nullable Map<String, String> parameters) {

        private boolean matches(String other, Map<String, String> given) {
            boolean named =
                    provisioner.startsWith("*") ? other.endsWith(provisioner.substring(1)) : other.equals(provisioner);
            return named && (parameters == null || given.entrySet().containsAll(parameters.entrySet()));
        }
    }
}
