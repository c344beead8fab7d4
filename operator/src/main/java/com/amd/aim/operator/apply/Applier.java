package com.amd.aim.operator.apply;

import com.amd.aim.kube.fields.FieldSet;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.apply.Applied.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-side apply that sends nothing when nothing would change.
 *
 * <p>An object is as wanted when it carries the hash of what we want and our managed fields still cover all of it. A field that an
 * {@code Update} manager (kubectl edit) took is taken back; one that another {@code Apply} manager holds with another value is
 * left to it and reported. This needs no schema, unlike a comparison of values, which errs wherever the API server rewrites
 * what it stores.
 */
public final class Applier {
    private static final Logger log = LoggerFactory.getLogger(Applier.class);

    private final KubernetesClient client;

    public Applier(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Makes the object so.
     *
     * @param desired exactly the fields that are ours, in the form the API server stores them (canonical quantities, no zero values)
     * @param live the object as last seen, null when it was not seen
     * @throws KubernetesClientException when the API server refuses it
     */
    public Applied apply(HasMetadata desired, @Nullable HasMetadata live) {
        ObjectNode wanted = AppliedForm.of(tree(desired));
        if (live == null) {
            return create(desired, wanted);
        }
        ObjectNode found = seen(live);
        List<FieldConflict> conflicts = leaveToOthers(wanted, found);
        if (isAsWanted(wanted, found)) {
            return new Applied(Outcome.UNCHANGED, conflicts, Optional.empty());
        }
        return new Applied(Outcome.PATCHED, conflicts, Optional.of(send(desired, wanted, true)));
    }

    /**
     * Without force, so that an object of the same name that is somebody else's is not taken over: it has our fields with other
     * values. One that we applied earlier and lost sight of is ours.
     */
    private Applied create(HasMetadata desired, ObjectNode wanted) {
        try {
            return new Applied(Outcome.CREATED, List.of(), Optional.of(send(desired, wanted, false)));
        } catch (KubernetesClientException e) {
            HasMetadata there = e.getCode() == HttpURLConnection.HTTP_CONFLICT
                    ? client.resource(desired).get()
                    : null;
            if (there == null) {
                throw e;
            }
            return entries(tree(there), "Apply").anyMatch(Applier::isOurs)
                    ? apply(desired, there)
                    : new Applied(Outcome.NAME_TAKEN, List.of(), Optional.empty());
        }
    }

    /**
     * Creates an object that is never changed afterwards, such as a Job. One that is already there is left as it is.
     *
     * @return true when it was created now
     */
    public boolean createOnce(HasMetadata desired) {
        try {
            client.resource(desired).create();
            log.atInfo().addKeyValue("object", describe(desired)).log("created");
            return true;
        } catch (KubernetesClientException e) {
            // another reason is a conflict with something else, such as a quota that changed meanwhile: nothing is
            // there
            if (e.getStatus() != null && "AlreadyExists".equals(e.getStatus().getReason())) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isAsWanted(ObjectNode wanted, ObjectNode found) {
        String hash = "/metadata/annotations/" + Names.ANNOTATION_HASH.replace("/", "~1");
        return wanted.at(hash).equals(found.at(hash))
                && entries(found, "Apply")
                        .filter(Applier::isOurs)
                        .anyMatch(
                                entry -> FieldSet.parse(entry.path("fieldsV1")).covers(content(wanted)));
    }

    private static List<FieldConflict> leaveToOthers(ObjectNode wanted, ObjectNode found) {
        List<FieldConflict> conflicts = new ArrayList<>();
        AutoscaledReplicas.leave(wanted, found).ifPresent(conflicts::add);
        entries(found, "Apply")
                .filter(entry -> !isOurs(entry))
                .forEach(entry -> conflicts.addAll(
                        ForeignFields.leave(entry.path("manager").asText(), entry.path("fieldsV1"), wanted, found)));
        return conflicts;
    }

    /** The managed fields of the main resource, not of status. */
    private static Stream<JsonNode> entries(ObjectNode found, String operation) {
        return found.at("/metadata/managedFields")
                .valueStream()
                .filter(entry -> operation.equals(entry.path("operation").asText()))
                .filter(entry -> entry.path("subresource").asText().isEmpty());
    }

    private static boolean isOurs(JsonNode entry) {
        return Names.FIELD_MANAGER.equals(entry.path("manager").asText());
    }

    /** What managed fields speak of: all but the object's identity. */
    private static ObjectNode content(ObjectNode wanted) {
        ObjectNode content = wanted.deepCopy();
        content.remove(List.of("apiVersion", "kind", "status"));
        if (content.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("name", "namespace"));
        }
        return content;
    }

    private HasMetadata send(HasMetadata desired, ObjectNode wanted, boolean force) {
        HasMetadata object = client.getKubernetesSerialization().convertValue(wanted, desired.getClass());
        HasMetadata stored = client.resource(object)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(Names.FIELD_MANAGER)
                        .withForce(force)
                        .build());
        log.atInfo().addKeyValue("object", describe(desired)).log("applied");
        return stored;
    }

    /** The metadata; all of it only where others' values matter, since converting the whole is most of what a look costs. */
    private ObjectNode seen(HasMetadata live) {
        if (live.getMetadata().getManagedFields().stream().anyMatch(Applier::isAnothers)) {
            return tree(live);
        }
        ObjectNode metadata = client.getKubernetesSerialization().convertValue(live.getMetadata(), ObjectNode.class);
        return JsonNodeFactory.instance.objectNode().set("metadata", metadata);
    }

    private static boolean isAnothers(ManagedFieldsEntry entry) {
        return AppliedFields.matters(entry) && !Names.FIELD_MANAGER.equals(entry.getManager());
    }

    private ObjectNode tree(HasMetadata object) {
        return client.getKubernetesSerialization().convertValue(object, ObjectNode.class);
    }

    private static String describe(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
