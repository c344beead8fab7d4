package com.amd.aim.cli.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A tree with the real launcher and one source file, and a PATH that holds the launcher's tools and what a test adds. Maven is a
 * script that packs the source into {@code aim.jar} and notes its arguments; Java is a script that prints what it was given.
 */
final class FakeTree {
    private static final List<String> TOOLS = List.of(
            "bash",
            "sh",
            "cat",
            "cksum",
            "cp",
            "dirname",
            "find",
            "flock",
            "grep",
            "mkdir",
            "mv",
            "perl",
            "readlink",
            "rm",
            "sleep",
            "sort",
            "touch",
            "tr",
            "xargs");

    private final Path base;
    private final Path root;
    private final Path bin;
    private final Map<String, String> environment = new HashMap<>();

    FakeTree(Path base) throws IOException {
        this.base = base;
        this.root = Files.createDirectories(base.resolve("a tree"));
        this.bin = Files.createDirectories(base.resolve("bin"));
        Files.createDirectories(base.resolve("jdks"));
        for (String tool : TOOLS) {
            Optional<Path> found = onPath(tool);
            if (found.isPresent()) {
                script(bin.resolve(tool), "#!/bin/sh\nexec " + found.get() + " \"$@\"\n");
            }
        }
        installLauncher();
        writeSource("first");
        Files.writeString(root.resolve("pom.xml"), "<project/>");
    }

    Path root() {
        return root;
    }

    Path base() {
        return base;
    }

    /** Lets the launcher run without one of its tools, or without Maven or Java. */
    FakeTree without(String tool) throws IOException {
        Files.deleteIfExists(bin.resolve(tool));
        return this;
    }

    FakeTree with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    FakeTree writeSource(String text) throws IOException {
        Path source = root.resolve("cli/src/main/java/Source.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, text);
        return this;
    }

    FakeTree withMaven() throws IOException {
        script(bin.resolve("mvn"), """
                #!/usr/bin/env bash
                echo "$*" >> maven.calls
                if [ -e maven-fails ]; then cat maven-fails; exit 1; fi
                mkdir -p cli/target/aim/lib
                echo half > cli/target/aim/aim.jar
                if [ -e maven-hangs ]; then echo $$ > maven.pid; exec sleep 60; fi
                cp cli/src/main/java/Source.java cli/target/aim/aim.jar
                """);
        return this;
    }

    /** Installs a stand-in for a JDK under one of the folders that are searched, and returns its home. */
    Path installJdk(String name, String version) throws IOException {
        return writeJdk(base.resolve("jdks").resolve(name), version);
    }

    Path writeJdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), """
                #!/usr/bin/env bash
                echo "java: %s"
                echo "pid: $$"
                for argument in "$@"; do
                  case $argument in
                    *aim.jar) echo "jar: $(cat "$argument")" ;;
                    -XX:AOTCacheOutput=*)
                      if [ -n "${RECORDING_FAILS:-}" ]; then exit 1; fi
                      echo recorded >"${argument#*=}" ;;
                  esac
                  echo "argument: $argument"
                done
                exit "${JAVA_EXIT:-0}"
                """.formatted(version));
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    FakeTree putOnPath(Path jdk) throws IOException {
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        return this;
    }

    List<String> mavenCalls() throws IOException {
        Path calls = root.resolve("maven.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** The builds that could be started. */
    List<Path> installed() throws IOException {
        Path home = root.resolve(".aim");
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(home)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("app-"))
                    .sorted()
                    .toList();
        }
    }

    Run run(String... arguments) throws Exception {
        return runAs(root.resolve("aim"), base, arguments);
    }

    Run runAs(Path launcher, Path directory, String... arguments) throws Exception {
        return finish(start(launcher, directory, arguments));
    }

    Process start(Path launcher, Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", base.resolve("home").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Run finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end; it said: " + out + err);
        }
        return new Run(process.exitValue(), out, err, process.pid());
    }

    /** How a start of the launcher ended. */
    record Run(int exitCode, String out, String err, long pid) {}

    /** The real launcher, with the folders it searches for JDKs replaced by one of ours: the machine's must not be found. */
    private void installLauncher() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("aim.root"), "aim"));
        int from = text.indexOf("jdk_folders=(\n");
        int to = text.indexOf("\n)\n", from);
        if (from < 0 || to < 0) {
            throw new AssertionError("the launcher has no list jdk_folders=( … ) any more");
        }
        String ours = "jdk_folders=(\n  \"" + base.resolve("jdks") + "\"/*";
        script(root.resolve("aim"), text.substring(0, from) + ours + text.substring(to));
    }

    private static Optional<Path> onPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
