package com.amd.aim.sandbox.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a model the way the engine's libraries do: a directory, or a repository in the hub's cache layout ({@code
 * models--org--name/refs/main} names a commit, {@code snapshots/<commit>/} holds the files) under {@code HF_HUB_CACHE}.
 * Nothing is downloaded.
 */
final class ModelFiles {

    private static final Pattern WEIGHTS = Pattern.compile(".*\\.(safetensors|bin|gguf|pth)");
    private static final JsonMapper JSON = new JsonMapper();

    private ModelFiles() {}

    /**
     * The directory with the model's files.
     *
     * @param paths where a path of the container is on this machine
     * @return nothing where configuration or weights are missing
     */
    static Optional<Path> find(
            String model, Optional<String> revision, Map<String, String> env, Function<String, Path> paths) {
        if (model.startsWith("/") || model.startsWith("./")) {
            return Optional.of(paths.apply(model)).filter(ModelFiles::complete);
        }
        Path repository = paths.apply(hubCache(env)).resolve("models--" + model.replace("/", "--"));
        String wanted = revision.orElse("main");
        Path named = repository.resolve("snapshots").resolve(wanted);
        if (complete(named)) {
            return Optional.of(named); // a commit
        }
        Path ref = repository.resolve("refs").resolve(wanted);
        if (!Files.isRegularFile(ref)) {
            return Optional.empty();
        }
        try {
            String commit = Files.readString(ref).strip();
            return Optional.of(repository.resolve("snapshots").resolve(commit)).filter(ModelFiles::complete);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Where the libraries look: {@code HF_HUB_CACHE}, else {@code $HF_HOME/hub}, else the home directory's cache. */
    static String hubCache(Map<String, String> env) {
        String home = env.getOrDefault("HF_HOME", env.getOrDefault("HOME", "/root") + "/.cache/huggingface");
        return env.getOrDefault("HF_HUB_CACHE", home + "/hub");
    }

    /** The context length that the model's configuration names. */
    static OptionalInt maxLength(Path directory) {
        try {
            JsonNode config = JSON.readTree(Files.readString(directory.resolve("config.json")));
            JsonNode length = Objects.requireNonNullElse(
                    config.get("max_position_embeddings"),
                    config.path("text_config").path("max_position_embeddings"));
            return length.isInt() ? OptionalInt.of(length.intValue()) : OptionalInt.empty();
        } catch (IOException _) {
            return OptionalInt.empty();
        }
    }

    private static boolean complete(Path directory) {
        if (!Files.isRegularFile(directory.resolve("config.json"))) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(
                    file -> WEIGHTS.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file));
        } catch (IOException _) {
            return false;
        }
    }
}
