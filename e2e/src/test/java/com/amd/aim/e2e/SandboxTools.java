package com.amd.aim.e2e;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.amd.aim.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * kubectl and helm as {@code e2e/cluster} builds them, on a sandbox.
 *
 * @param folder for all that they keep
 */
record SandboxTools(Path folder) {

    /** In an empty folder. */
    static SandboxTools in(Path folder, Sandbox sandbox) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        // what is started in a pod later must not be built there
        Command.aim(List.of("version")).succeeded();
        Command built = Command.run(
                        null,
                        List.of(Cluster.root().resolve("e2e/cluster/cluster").toString(), "build"))
                .succeeded();
        Files.createSymbolicLink(bin.resolve("kubectl"), program(built, "control-plane"));
        Files.createSymbolicLink(bin.resolve("helm"), program(built, "helm"));
        Files.writeString(folder.resolve("kubeconfig"), sandbox.kubeconfig());
        return new SandboxTools(folder);
    }

    private static Path program(Command built, String name) {
        return built.out()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Path.of(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** Runs commands in the source tree, as a shell does. */
    Command run(String script) {
        return Command.run(
                null,
                List.of(
                        "env",
                        "HOME=" + folder,
                        "KUBECONFIG=" + folder.resolve("kubeconfig"),
                        "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"),
                        "bash",
                        "-euo",
                        "pipefail",
                        "-c",
                        "cd '" + Cluster.root() + "'\n" + script));
    }
}
