package com.amd.aim.sandbox.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A repository on the hub: its commits, the names that stand for them, and who may have it. */
final class HostedRepository {
    private final Map<String, TinyModel> commits = new HashMap<>();
    private final Map<String, String> refs = new HashMap<>();
    private HubAccess access = HubAccess.OPEN;

    synchronized void push(String revision, TinyModel model) {
        commits.put(model.commit(), model);
        refs.put(revision, model.commit());
    }

    synchronized void access(HubAccess newAccess) {
        access = newAccess;
    }

    synchronized HubAccess access() {
        return access;
    }

    synchronized Optional<TinyModel> at(String revision) {
        return Optional.ofNullable(commits.get(refs.getOrDefault(revision, revision)));
    }

    synchronized Optional<TinyFile> blob(String hash) {
        return commits.values().stream()
                .flatMap(model -> model.files().stream())
                .filter(file -> file.hash().equals(hash))
                .findFirst();
    }
}
