package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the server adds to objects or refuses because of others: namespaces, addresses, default classes, selectors of jobs. */
final class Admission {

    private static final String DEFINITIONS = "apiextensions.k8s.io/customresourcedefinitions";
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final Store store;
    private final ServiceAddresses addresses;

    Admission(Store store) {
        this.store = store;
        this.addresses = new ServiceAddresses(store);
    }

    /** Refuses objects of a namespace that is not there or is going. */
    void requireNamespace(WriteRequest request, ObjectNode object) {
        String name = request.namespace();
        Stored namespace = store.get(new Key("/namespaces", "", name))
                .orElseThrow(() -> ApiFailure.notFound("", "namespaces", name));
        if (Meta.isBeingDeleted(namespace.tree())) {
            throw ApiFailure.forbidden(
                    request.type().group(),
                    request.type().plural(),
                    Meta.name(object),
                    "unable to create new content in namespace " + name + " because it is being terminated",
                    new Cause(
                            "NamespaceTerminating",
                            "namespace " + name + " is being terminated",
                            "metadata.namespace"));
        }
    }

    /** Completes an object of a built-in kind; the tree may be changed. */
    void complete(WriteRequest request, ObjectNode object, @Nullable ObjectNode old) {
        String storage = request.type().storage();
        if (storage.equals("/services") && request.subresource().isEmpty()) {
            addresses.admit(object, old);
        }
        if (old != null) {
            if (storage.equals(DEFINITIONS) && request.subresource().isEmpty()) {
                storedVersion(object);
            }
            return;
        }
        switch (storage) {
            case "/namespaces" -> {
                Json.child(object, "spec").putArray("finalizers").add("kubernetes");
                object.putObject("status").put("phase", "Active");
            }
            case "/pods" -> PodAdmission.admit(request.type(), object, request.namespace(), store);
            case "/persistentvolumeclaims" -> claim(object);
            case "/persistentvolumes" -> {
                finalizer(object, "kubernetes.io/pv-protection");
                object.putObject("status").put("phase", "Pending");
            }
            case "batch/jobs" -> job(object);
            case DEFINITIONS -> definition(object);
            default -> {}
        }
    }

    private void claim(ObjectNode claim) {
        ObjectNode spec = Json.child(claim, "spec");
        if (!spec.has("storageClassName")) {
            store.list("storage.k8s.io/storageclasses", null).objects().stream()
                    .filter(found -> Json.text(found.tree(), "metadata", "annotations", DEFAULT_CLASS)
                            .equals("true"))
                    .findFirst()
                    .ifPresent(found -> spec.put("storageClassName", found.key().name()));
        }
        finalizer(claim, "kubernetes.io/pvc-protection");
        claim.putObject("status").put("phase", "Pending");
    }

    private static void finalizer(ObjectNode object, String name) {
        Set<String> finalizers = new TreeSet<>(Meta.finalizers(object));
        finalizers.add(name);
        Meta.setFinalizers(object, finalizers);
    }

    /** A job selects its pods by its own uid, unless it brings a selector of its own. */
    private static void job(ObjectNode job) {
        ObjectNode spec = Json.child(job, "spec");
        if (spec.path("manualSelector").asBoolean()) {
            return;
        }
        String uid = Meta.uid(job);
        ObjectNode labels = Json.child(Json.child(Json.child(spec, "template"), "metadata"), "labels");
        labels.put("batch.kubernetes.io/controller-uid", uid)
                .put("batch.kubernetes.io/job-name", Meta.name(job))
                .put("controller-uid", uid)
                .put("job-name", Meta.name(job));
        Json.child(Json.child(spec, "selector"), "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
        if (Meta.labels(job).isEmpty()) {
            Meta.of(job).set("labels", labels.deepCopy());
        }
    }

    private static void definition(ObjectNode crd) {
        ObjectNode status = crd.putObject("status");
        status.putNull("conditions");
        status.putObject("acceptedNames").put("plural", "").put("kind", "");
        storedVersion(crd);
    }

    /** Notes the version in which objects will be stored from now on. */
    private static void storedVersion(ObjectNode crd) {
        ArrayNode stored = Json.child(crd, "status").withArray("storedVersions");
        Json.items(crd, "spec", "versions").stream()
                .filter(version -> version.path("storage").asBoolean())
                .map(version -> Json.text(version, "name"))
                .limit(1)
                .filter(name ->
                        stored.valueStream().noneMatch(known -> known.asText().equals(name)))
                .forEach(stored::add);
    }
}
