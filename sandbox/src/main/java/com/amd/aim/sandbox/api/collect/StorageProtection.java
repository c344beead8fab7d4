package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.write.WriteRequest;
import com.amd.aim.sandbox.api.write.Writer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Lets deleted claims go when no pod uses them any more, and deleted volumes when no claim is bound to them. */
final class StorageProtection implements Chore {

    private static final String CLAIMS = "/persistentvolumeclaims";
    private static final String VOLUMES = "/persistentvolumes";

    private final Store store;
    private final Kinds kinds;
    private final Writer writer;

    StorageProtection(Store store, Kinds kinds, Writer writer) {
        this.store = store;
        this.kinds = kinds;
        this.writer = writer;
    }

    @Override
    public Collection<Key> concernedBy(Change change) {
        Key key = change.key();
        Stored state = change.after() != null ? change.after() : change.before();
        if (key.storage().equals("/pods") && state != null && (change.after() == null || isOver(state.tree()))) {
            return Json.items(state.tree(), "spec", "volumes").stream()
                    .map(volume -> Json.text(volume, "persistentVolumeClaim", "claimName"))
                    .filter(name -> !name.isEmpty())
                    .map(name -> new Key(CLAIMS, key.namespace(), name))
                    .toList();
        }
        boolean ours = key.storage().equals(CLAIMS) || key.storage().equals(VOLUMES);
        return ours
                        && change.after() != null
                        && Meta.isBeingDeleted(change.after().tree())
                ? List.of(key)
                : List.of();
    }

    private static boolean isOver(ObjectNode pod) {
        String phase = Json.text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    @Override
    public void attend(Key key) {
        Stored object = store.get(key).orElse(null);
        String finalizer =
                key.storage().equals(CLAIMS) ? "kubernetes.io/pvc-protection" : "kubernetes.io/pv-protection";
        if (object == null
                || !Meta.isBeingDeleted(object.tree())
                || !Meta.finalizers(object.tree()).contains(finalizer)
                || isUsed(key, object)) {
            return;
        }
        WriteRequest request = WriteRequest.internal(
                kinds.builtIn("", key.storage().substring(1)), key, "", "kube-controller-manager");
        writer.patch(request, tree -> {
            ObjectNode next = tree.deepCopy();
            Set<String> left = Meta.finalizers(tree);
            left.remove(finalizer);
            Meta.setFinalizers(next, left);
            return next;
        });
    }

    private boolean isUsed(Key key, Stored object) {
        if (key.storage().equals(VOLUMES)) {
            return Json.text(object.tree(), "status", "phase").equals("Bound");
        }
        return store.list("/pods", key.namespace()).objects().stream()
                .filter(pod -> !isOver(pod.tree()))
                // a pod that no node has taken holds nothing
                .filter(pod -> !Json.text(pod.tree(), "spec", "nodeName").isEmpty())
                .flatMap(pod -> Json.items(pod.tree(), "spec", "volumes").stream())
                .anyMatch(volume ->
                        Json.text(volume, "persistentVolumeClaim", "claimName").equals(key.name()));
    }
}
