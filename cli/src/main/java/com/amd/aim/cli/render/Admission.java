package com.amd.aim.cli.render;

import com.amd.aim.cli.manifest.ManifestFile;
import com.amd.aim.kube.schema.FieldError;
import com.amd.aim.kube.schema.StructuralSchema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the API server would make of an object of ours: its defaults filled in, or refused, by the definitions of this build. */
final class Admission {
    private final StructuralSchema schema;

    private Admission(StructuralSchema schema) {
        this.schema = schema;
    }

    /** By the definition of one of our kinds. */
    static Admission of(Class<? extends HasMetadata> kind) {
        String resource = "/crds/" + HasMetadata.getPlural(kind) + ".yaml";
        try (InputStream yaml = Admission.class.getResourceAsStream(resource)) {
            if (yaml == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            JsonNode definition = ManifestFile.objects(new String(yaml.readAllBytes(), StandardCharsets.UTF_8))
                    .getFirst();
            return new Admission(StructuralSchema.of(definition.at("/spec/versions/0/schema/openAPIV3Schema")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Admits an object.
     *
     * @throws IllegalArgumentException with the API server's sentence
     */
    ObjectNode admit(ObjectNode object) {
        var pruned = schema.prune(object);
        if (!pruned.unknownFields().isEmpty()) {
            throw refused(object, "there is no field " + String.join(", ", pruned.unknownFields()));
        }
        JsonNode whole = schema.withDefaults(pruned.value());
        List<FieldError> errors = schema.validate(whole, null);
        if (!errors.isEmpty()) {
            throw refused(object, FieldError.joined(errors));
        }
        return (ObjectNode) whole;
    }

    private static IllegalArgumentException refused(ObjectNode object, String why) {
        return new IllegalArgumentException("%s %s: %s."
                .formatted(ManifestFile.kind(object), ManifestFile.name(object), why.replaceFirst("\\.$", "")));
    }
}
