package com.amd.aim.e2e;

import com.amd.aim.e2e.world.Cluster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The table of what the CRD of one kind accepts and refuses, put to a server.
 *
 * @param base an object with every field set
 */
record CrdTable(String kind, ObjectNode base, List<CrdCase> cases) {
    static final List<String> KINDS = List.of("AIMService", "AIMRecipe", "AIMModelCache");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    static CrdTable of(String kind) {
        try (InputStream file = CrdTable.class.getResourceAsStream("/crd/" + kind + ".yaml")) {
            JsonNode table = YAML.readTree(Objects.requireNonNull(file));
            List<CrdCase> cases = StreamSupport.stream(table.required("cases").spliterator(), false)
                    .map(CrdCase::of)
                    .toList();
            return new CrdTable(kind, (ObjectNode) table.required("base"), cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CRD in the source tree. */
    static Path file(String kind) {
        return Cluster.root().resolve("crds/" + plural(kind) + ".yaml");
    }

    static String plural(String kind) {
        return kind.toLowerCase(Locale.ROOT) + "s";
    }

    /** The schema in the source tree. */
    static JsonNode schema(String kind) {
        try {
            return YAML.readTree(file(kind).toFile()).at("/spec/versions/0/schema/openAPIV3Schema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the base object, for the cases that change one. */
    ObjectNode keep(KubernetesClient client, String namespace) {
        client.raw(collection(namespace), "POST", base);
        ObjectNode kept = read(client.raw(object(namespace), "GET", null));
        kept.set("status", base.get("status"));
        return read(client.raw(object(namespace) + "/status", "PUT", kept));
    }

    /** What the server says against an object; empty: nothing. Nothing is kept. */
    Optional<String> refusal(
            KubernetesClient client, String namespace, ObjectNode kept, CrdCase tried, ObjectNode object) {
        String dry = "?dryRun=All&fieldValidation=Strict";
        ObjectNode sent = object.deepCopy();
        boolean changes = tried.update() || tried.ofStatus();
        if (changes) {
            sent.set("metadata", kept.get("metadata"));
        }
        String where = tried.ofStatus()
                ? object(namespace) + "/status"
                : tried.update() ? object(namespace) : collection(namespace);
        if (!changes && sent.at("/metadata/name").equals(base.at("/metadata/name"))) {
            sent.withObject("/metadata").put("name", "tried");
        }
        try {
            client.raw(where + dry, changes ? "PUT" : "POST", sent);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(
                    e.getStatus() == null
                            ? String.valueOf(e.getMessage())
                            : e.getStatus().getMessage());
        }
    }

    private String collection(String namespace) {
        return "/apis/aim.amd.com/v1alpha1/namespaces/" + namespace + "/" + plural(kind);
    }

    private String object(String namespace) {
        return collection(namespace) + "/" + base.at("/metadata/name").asText();
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
