package com.amd.aim.sandbox.api.rules;

import com.amd.aim.kube.schema.CrdCheck;
import com.amd.aim.kube.schema.FieldError;
import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.write.Rules;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of all kinds: those of custom resources come from their schema, those of built-in kinds from the classes beside this one. */
public final class AllRules implements Rules {

    private final Defaults defaults = Defaults.read();
    private final Admission admission;

    public AllRules(Store store) {
        this.admission = new Admission(store);
    }

    @Override
    public ObjectNode withDefaults(WriteRequest request, ObjectNode object) {
        CustomVersion custom = request.type().custom();
        if (custom != null) {
            return (ObjectNode) custom.schema().withDefaults(object);
        }
        KindDefaults.before(request.type().storage(), object);
        defaults.fill(request.type(), object);
        KindDefaults.after(request.type().storage(), object);
        return object;
    }

    @Override
    public ObjectNode admit(WriteRequest request, ObjectNode object, @Nullable ObjectNode old) {
        if (old == null && request.type().namespaced()) {
            admission.requireNamespace(request, object);
        }
        if (request.type().custom() != null) {
            // a creation loses the status that was sent, but not the one that is the schema's default
            return old == null ? withDefaults(request, object) : object;
        }
        ObjectNode completed = object.deepCopy();
        admission.complete(request, completed, old);
        return completed;
    }

    @Override
    public List<Cause> problems(WriteRequest request, ObjectNode object, @Nullable ObjectNode old) {
        Problems problems = new Problems();
        MetadataChecks.check(request.type(), object, old, problems);
        CustomVersion custom = request.type().custom();
        if (custom == null) {
            if (request.subresource().isEmpty()) {
                builtIn(request.type(), object, old, problems);
            }
            return with(problems.found(), definition(request, object, old));
        }
        scale(custom, object, problems);
        return with(problems.found(), custom.schema().validate(object, old));
    }

    private static void scale(CustomVersion custom, ObjectNode object, Problems problems) {
        if (custom.scale() != null) {
            String path = custom.scale().spec();
            JsonNode replicas = object.at(path.replace('.', '/'));
            if (replicas.isIntegralNumber() && replicas.longValue() < 0) {
                problems.invalid(path, replicas, "should be a non-negative integer");
            }
        }
    }

    private static void lease(JsonNode spec, Problems problems) {
        JsonNode seconds = spec.path("leaseDurationSeconds");
        if (seconds.isNumber() && seconds.longValue() <= 0) {
            problems.invalid("spec.leaseDurationSeconds", seconds, "must be greater than 0");
        }
    }

    private static List<Cause> with(List<Cause> causes, List<FieldError> errors) {
        List<Cause> all = new ArrayList<>(causes);
        errors.forEach(error -> all.add(new Cause(error.kind().reason(), error.message(), error.path())));
        return all;
    }

    private static List<FieldError> definition(WriteRequest request, ObjectNode object, @Nullable ObjectNode old) {
        boolean judged = request.type().is("apiextensions.k8s.io/customresourcedefinitions")
                && request.subresource().isEmpty()
                && (old == null || !object.path("spec").equals(old.path("spec")));
        return judged ? CrdCheck.problems(object, old) : List.of();
    }

    private static void builtIn(ResourceType type, ObjectNode object, @Nullable ObjectNode old, Problems problems) {
        switch (type.storage()) {
            case "/pods" -> {
                if (old == null) {
                    PodChecks.check(object.path("spec"), "spec", problems);
                } else {
                    PodUpdateChecks.check(object.path("spec"), old.path("spec"), problems);
                }
            }
            case "/services" -> ServiceChecks.check(object, old, problems);
            case "/persistentvolumeclaims" -> ClaimChecks.check(object, old, problems);
            case "coordination.k8s.io/leases" -> lease(object.path("spec"), problems);
            case "/configmaps" -> DataChecks.configMap(object, old, problems);
            case "/secrets" -> DataChecks.secret(object, old, problems);
            case "apps/deployments" -> WorkloadChecks.deployment(object, old, problems);
            case "apps/replicasets" -> WorkloadChecks.replicated(object, old, problems);
            case "batch/jobs" -> WorkloadChecks.job(object, old, problems);
            default -> {}
        }
    }
}
