package com.amd.aim.sandbox.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells pod templates apart: the generations of a Deployment are named by the hash of theirs. */
final class PodTemplates {

    static final String HASH = "pod-template-hash";

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private PodTemplates() {}

    /** The same for templates that say the same, whatever the order of their keys. */
    static String hash(PodTemplateSpec template) {
        return hash(canonical(template));
    }

    /** The same for parts of a specification. */
    static String hash(JsonNode... parts) {
        return hash(Stream.of(parts).map(PodTemplates::sorted).collect(Collectors.joining()));
    }

    private static String hash(String text) {
        int hash = 0x811c9dc5; // FNV-1a, 32 bits, as the deployment controller's name suffix is
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        StringBuilder name = new StringBuilder();
        for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
            name.append(ALPHABET.charAt(digit % ALPHABET.length()));
        }
        return name.toString();
    }

    /** Whether pods of the two would be the same, the label with the hash aside. */
    static boolean same(PodTemplateSpec one, PodTemplateSpec other) {
        return canonical(one).equals(canonical(other));
    }

    /** The template with the label that ties its pods to one generation. */
    static PodTemplateSpec labelled(PodTemplateSpec template, String hash) {
        return new PodTemplateSpecBuilder(template)
                .editOrNewMetadata()
                .addToLabels(HASH, hash)
                .endMetadata()
                .build();
    }

    private static String canonical(PodTemplateSpec template) {
        Map<String, String> labels = template.getMetadata() == null
                ? new HashMap<>()
                : new HashMap<>(
                        Objects.requireNonNullElse(template.getMetadata().getLabels(), Map.of()));
        labels.remove(HASH);
        PodTemplateSpec bare = new PodTemplateSpecBuilder(template)
                .editOrNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .build();
        try {
            return sorted(SORTED.readTree(Serialization.asJson(bare)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pod template that was read from the API is not JSON", e);
        }
    }

    private static String sorted(JsonNode tree) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(tree, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }
}
