package com.amd.aim.cli;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which cluster is meant, found as kubectl finds it; what is wrong with a file is said by the name of who named it. */
final class Kubeconfig {
    private static final String VARIABLE = "KUBECONFIG";
    private static final String IN_POD = "KUBERNETES_SERVICE_HOST";

    private final String origin;
    private final @Nullable String context;

    private Kubeconfig(String origin, @Nullable String context) {
        this.origin = origin;
        this.context = context;
    }

    /**
     * The cluster of a kubeconfig; without one that of {@code KUBECONFIG}, of the home directory or of the pod.
     *
     * @param context which of the file's contexts; null for its current one
     * @throws NoClusterNamed when there is none of these
     * @throws CommandFailed when the file cannot be used
     */
    static Config choose(Map<String, String> environment, @Nullable Path file, @Nullable String context) {
        if (file != null) {
            return new Kubeconfig("--kubeconfig " + file, context).read(file);
        }
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return ofVariable(named, context);
        }
        Path home = ofHome(environment);
        if (Files.exists(home)) {
            return new Kubeconfig(home.toString(), context).read(home);
        }
        if (environment.containsKey(IN_POD)) {
            return Config.autoConfigure(null);
        }
        throw new NoClusterNamed(
                "No cluster is named: %s is not set and there is no %s; name a kubeconfig with --kubeconfig."
                        .formatted(VARIABLE, home));
    }

    /** Whether a cluster is meant at all: a file that cannot be used is somebody's mistake, none is not. */
    static boolean isNamed(Map<String, String> environment) {
        return !environment.getOrDefault(VARIABLE, "").isBlank()
                || Files.exists(ofHome(environment))
                || environment.containsKey(IN_POD);
    }

    private static Path ofHome(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".kube", "config");
    }

    /** As kubectl does, files that are not there are passed over, as long as one is. */
    private static Config ofVariable(String named, @Nullable String context) {
        List<Path> files = Arrays.stream(named.split(Pattern.quote(File.pathSeparator), -1))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        Kubeconfig kubeconfig = new Kubeconfig(VARIABLE + " " + named, context);
        return switch (files.size()) {
            case 0 -> throw kubeconfig.failed("there is no such file.");
            case 1 -> kubeconfig.read(files.getFirst());
            default -> kubeconfig.usable(Config.autoConfigure(context));
        };
    }

    private Config read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw failed("there is no such file.");
        }
        if (!Files.isReadable(file)) {
            throw failed("it may not be read by this user.");
        }
        try {
            Config config = usable(Config.fromKubeconfig(context, file.toFile()));
            checkCluster(config.getCurrentContext(), Files.readString(file));
            return config;
        } catch (CommandFailed e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CommandFailed(origin + ": it is not a kubeconfig: " + Clusters.reason(e), e);
        }
    }

    /** The client would go on with an address of its own. */
    private void checkCluster(NamedContext current, String content) {
        boolean there =
                Serialization.unmarshal(content, io.fabric8.kubernetes.api.model.Config.class).getClusters().stream()
                        .anyMatch(cluster ->
                                cluster.getName().equals(current.getContext().getCluster()));
        if (!there) {
            throw failed("its context '" + current.getName() + "' names no cluster that the file has.");
        }
    }

    private Config usable(Config config) {
        NamedContext current = config.getCurrentContext();
        if (context != null && (current == null || !context.equals(current.getName()))) {
            throw failed("it has no context '" + context + "'; it has " + contexts(config) + ".");
        }
        if (current == null) {
            throw failed("no context is its current one; name one with --context: it has " + contexts(config) + ".");
        }
        return config;
    }

    private static String contexts(Config config) {
        List<NamedContext> contexts = Objects.requireNonNullElse(config.getContexts(), List.of());
        return contexts.isEmpty()
                ? "none"
                : contexts.stream().map(NamedContext::getName).sorted().collect(Collectors.joining(", "));
    }

    private CommandFailed failed(String what) {
        return new CommandFailed(origin + ": " + what);
    }
}
