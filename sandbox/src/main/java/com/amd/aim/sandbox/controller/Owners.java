package com.amd.aim.sandbox.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an object owns others: its reference in them, its selector over them, pods made from its template. */
final class Owners {

    private Owners() {}

    /** The reference that makes {@code owner} the controller; a deletion in the foreground waits for the object. */
    static OwnerReference controlledBy(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    /** The selector with one more label. */
    static LabelSelector narrowed(LabelSelector selector, String label, String value) {
        return new LabelSelectorBuilder(selector).addToMatchLabels(label, value).build();
    }

    /** Whether the selector holds for these labels; an empty one holds for all, an absent one for none. */
    static boolean selects(@Nullable LabelSelector selector, @Nullable Map<String, String> labels) {
        if (selector == null) {
            return false;
        }
        Map<String, String> there = Objects.requireNonNullElse(labels, Map.of());
        Map<String, String> wanted = Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
        return there.entrySet().containsAll(wanted.entrySet())
                && Objects.requireNonNullElse(selector.getMatchExpressions(), List.<LabelSelectorRequirement>of())
                        .stream()
                        .allMatch(requirement -> holds(requirement, there));
    }

    private static boolean holds(LabelSelectorRequirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.getKey());
        return switch (requirement.getOperator()) {
            case "In" -> value != null && requirement.getValues().contains(value);
            case "NotIn" -> value == null || !requirement.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }

    /** A pod of {@code owner}, named by the API server: {@code prefix-xxxxx}. */
    static Pod podOf(HasMetadata owner, PodTemplateSpec template) {
        ObjectMeta of = Objects.requireNonNullElseGet(template.getMetadata(), ObjectMeta::new);
        return new PodBuilder()
                .withNewMetadata()
                .withGenerateName(owner.getMetadata().getName() + "-")
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(of.getLabels())
                .withAnnotations(of.getAnnotations())
                .withFinalizers(of.getFinalizers())
                .addToOwnerReferences(controlledBy(owner))
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }
}
