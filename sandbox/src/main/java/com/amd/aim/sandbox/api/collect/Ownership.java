package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Stored;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who owns whom, by uid, kept up with each change. */
final class Ownership {

    private final Map<String, Key> living = new HashMap<>();
    private final Map<String, Set<Key>> dependents = new HashMap<>();
    private final Map<Key, Set<String>> owners = new HashMap<>();

    void note(Change change) {
        Stored before = change.before();
        Stored after = change.after();
        if (before != null && (after == null || !Meta.uid(after.tree()).equals(Meta.uid(before.tree())))) {
            living.remove(Meta.uid(before.tree()));
        }
        if (after != null) {
            living.put(Meta.uid(after.tree()), after.key());
        }
        link(change.key(), after);
    }

    private void link(Key key, @Nullable Stored after) {
        Set<String> now = after == null
                ? Set.of()
                : Meta.owners(after.tree()).stream()
                        .map(owner -> Json.text(owner, "uid"))
                        .collect(Collectors.toSet());
        Set<String> then = now.isEmpty() ? owners.remove(key) : owners.put(key, now);
        if (then != null) {
            then.forEach(uid -> unlink(uid, key));
        }
        now.forEach(uid ->
                dependents.computeIfAbsent(uid, _ -> new LinkedHashSet<>()).add(key));
    }

    private void unlink(String uid, Key key) {
        Set<Key> keys = dependents.get(uid);
        if (keys != null && keys.remove(key) && keys.isEmpty()) {
            dependents.remove(uid);
        }
    }

    /** Where the object of this uid is kept; null when there is none. */
    @Nullable Key living(String uid) {
        return living.get(uid);
    }

    /** The objects that name this uid as an owner. */
    Set<Key> dependents(String uid) {
        return Set.copyOf(dependents.getOrDefault(uid, Set.of()));
    }
}
