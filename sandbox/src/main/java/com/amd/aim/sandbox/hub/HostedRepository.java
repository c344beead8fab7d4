package com.amd.aim.sandbox.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A repository on the hub: its commits, the names that stand for them, and who may have it. What was pushed is made up
 * when somebody first asks: a hub has a hundred models, and few of them are ever fetched.
 */
final class HostedRepository {
    private record Push(String revision, Supplier<TinyModel> model) {}

    private final List<Push> waiting = new ArrayList<>();
    private final Map<String, TinyModel> commits = new HashMap<>();
    private final Map<String, String> refs = new HashMap<>();
    private HubAccess access = HubAccess.OPEN;

    synchronized void push(String revision, Supplier<TinyModel> model) {
        waiting.add(new Push(revision, model));
    }

    private void settle() {
        waiting.forEach(push -> {
            TinyModel model = push.model().get();
            commits.put(model.commit(), model);
            refs.put(push.revision(), model.commit());
        });
        waiting.clear();
    }

    synchronized void access(HubAccess newAccess) {
        access = newAccess;
    }

    synchronized HubAccess access() {
        return access;
    }

    synchronized Optional<TinyModel> at(String revision) {
        settle();
        return Optional.ofNullable(commits.get(refs.getOrDefault(revision, revision)));
    }

    synchronized Optional<TinyFile> blob(String hash) {
        settle();
        return commits.values().stream()
                .flatMap(model -> model.files().stream())
                .filter(file -> file.hash().equals(hash))
                .findFirst();
    }
}
