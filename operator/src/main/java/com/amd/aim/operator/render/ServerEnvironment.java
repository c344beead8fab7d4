package com.amd.aim.operator.render;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The server's environment: each name once, the user's before ours. */
final class ServerEnvironment {
    private ServerEnvironment() {}

    /**
     * @param engine what the recipe and the engine want
     * @param user in the user's order, since one variable may refer to an earlier one
     */
    static List<EnvVar> of(Map<String, String> engine, @Nullable List<EnvVar> user) {
        Map<String, EnvVar> ours = new TreeMap<>();
        ServerVolumes.environment().forEach(variable -> ours.put(variable.getName(), variable));
        engine.forEach((name, value) -> ours.put(name, new EnvVar(name, value, null)));
        Map<String, EnvVar> theirs = new LinkedHashMap<>();
        if (user != null) {
            user.forEach(variable -> theirs.put(variable.getName(), variable));
        }
        ours.keySet().removeAll(theirs.keySet());
        List<EnvVar> all = new ArrayList<>(ours.values());
        all.addAll(theirs.values());
        return List.copyOf(all);
    }
}
