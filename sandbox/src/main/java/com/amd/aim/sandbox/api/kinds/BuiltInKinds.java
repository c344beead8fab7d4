package com.amd.aim.sandbox.api.kinds;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the table of built-in kinds, {@code built-in.yaml} beside this class. */
final class BuiltInKinds {

    private static final Set<String> ALL_VERBS =
            Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private BuiltInKinds() {}

    static List<ResourceType> read() {
        YAMLMapper mapper = YAMLMapper.builder().build();
        try (InputStream table = BuiltInKinds.class.getResourceAsStream("built-in.yaml")) {
            return mapper.readValue(Objects.requireNonNull(table), new TypeReference<List<Line>>() {}).stream()
                    .map(Line::type)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private record Line(
            String kind,
            String plural,
            @Nullable String group,
            String version,
            boolean cluster,
            @JsonProperty("short") @Nullable List<String> shortNames,
            @Nullable List<String> categories,
            @Nullable List<String> sub,
            @Nullable List<String> verbs,
            @Nullable String generation,
            boolean status,
            boolean upsert,
            boolean blind,
            boolean returned,
            @Nullable String storage,
            @Nullable String warning) {

        ResourceType type() {
            String inGroup = group == null ? "" : group;
            return new ResourceType(
                    inGroup,
                    version,
                    plural,
                    kind.toLowerCase(Locale.ROOT),
                    kind,
                    kind + "List",
                    !cluster,
                    listOf(shortNames),
                    listOf(categories),
                    verbs == null ? ALL_VERBS : Set.copyOf(verbs),
                    Set.copyOf(listOf(sub)),
                    storage == null ? inGroup + "/" + plural : storage,
                    generation == null ? Generation.NONE : Generation.valueOf(generation.toUpperCase(Locale.ROOT)),
                    status,
                    upsert,
                    blind,
                    returned,
                    warning,
                    null);
        }

        private static List<String> listOf(@Nullable List<String> given) {
            return given == null ? List.of() : List.copyOf(given);
        }
    }
}
