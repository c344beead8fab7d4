package com.amd.aim.cli.sandbox;

import com.amd.aim.cli.CommandFailed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The kubeconfig of a sandbox, for its user alone, until the sandbox ends. An extension of its cluster, which kubectl passes over, says
 * where faults are asked for.
 */
public final class SandboxKubeconfig implements AutoCloseable {
    private static final String EXTENSION = "aim-sandbox";

    private final Path path;
    private final String content;

    private SandboxKubeconfig(Path path, String content) {
        this.path = path;
        this.content = content;
    }

    /**
     * Sees to it before anything is started that the file can be written and is nobody's.
     *
     * @throws CommandFailed when it cannot, or when the file is another cluster's or a running sandbox's
     */
    public static void requireUsable(Path path) throws InterruptedException {
        Path folder = folder(path);
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandFailed("--kubeconfig %s: %s is no folder in which this user may write; name another file."
                    .formatted(path, folder));
        }
        if (Files.exists(path) && (!Files.isRegularFile(path) || faults(path).isEmpty() || answers(path))) {
            throw new CommandFailed(
                    "--kubeconfig %s: it exists, and is not one that an ended sandbox left; name another file."
                            .formatted(path));
        }
    }

    /**
     * Writes it.
     *
     * @param kubeconfig as YAML
     * @param faults where faults are asked for
     */
    public static SandboxKubeconfig write(Path path, String kubeconfig, URI faults) throws IOException {
        String content = extended(kubeconfig, faults);
        SandboxKubeconfig written = new SandboxKubeconfig(path, content);
        Path incoming = Files.createTempFile(folder(path), ".kubeconfig-", ""); // for its owner alone
        try {
            Files.writeString(incoming, content);
            Files.move(incoming, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(incoming);
        }
        return written;
    }

    /** Who is asked for faults, if the file is a sandbox's. */
    public static Optional<FaultClient> faults(Path path) {
        try {
            JsonNode config = new YAMLMapper().readTree(Files.readString(path));
            String token = config.at("/users/0/user/token").asText();
            return config.at("/clusters/0/cluster/extensions")
                    .valueStream()
                    .filter(extension -> EXTENSION.equals(extension.path("name").asText()))
                    .map(extension ->
                            URI.create(extension.at("/extension/faults").asText()))
                    .map(address -> new FaultClient(address, token))
                    .findFirst();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Takes the file away, unless somebody has changed it. */
    @Override
    public void close() throws IOException {
        if (Files.isRegularFile(path) && Files.readString(path).equals(content)) {
            Files.delete(path);
        }
    }

    private static boolean answers(Path path) throws InterruptedException {
        try {
            return !faults(path).orElseThrow().list().isEmpty();
        } catch (CommandFailed _) {
            return false;
        }
    }

    private static String extended(String kubeconfig, URI faults) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode config = yaml.readTree(kubeconfig);
        ((ObjectNode) config.at("/clusters/0/cluster"))
                .putArray("extensions")
                .addObject()
                .put("name", EXTENSION)
                .putObject("extension")
                .put("faults", faults.toString());
        return yaml.writeValueAsString(config);
    }

    private static Path folder(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path.toAbsolutePath() : folder;
    }
}
