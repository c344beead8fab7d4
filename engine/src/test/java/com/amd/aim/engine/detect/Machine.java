package com.amd.aim.engine.detect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine from a file of this package's resources, unpacked into a directory; commands print what the file says. */
final class Machine implements CommandRunner {
    private static final Pattern SECTION = Pattern.compile("-- (.+?)(?: \\[(denied|hangs|exit \\d+)])? --");

    private final Path root;
    private final Map<String, Result> commands = new HashMap<>();
    private final Set<String> denied = new HashSet<>();
    private final Map<String, String> environment = new HashMap<>();

    private Machine(Path root) {
        this.root = root;
    }

    static Host of(String name, Path root, Map<String, String> environment) throws IOException {
        Machine machine = new Machine(root);
        try (InputStream file = Machine.class.getResourceAsStream(name + ".machine")) {
            String text = new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            machine.unpack(text.lines().toList());
        }
        machine.environment.putAll(environment);
        return new Host(machine.files(), machine, machine.environment);
    }

    private void unpack(List<String> lines) throws IOException {
        int line = 0;
        while (line < lines.size()) {
            Matcher section = SECTION.matcher(lines.get(line++));
            if (section.matches()) {
                StringBuilder content = new StringBuilder();
                while (line < lines.size() && !SECTION.matcher(lines.get(line)).matches()) {
                    content.append(lines.get(line++)).append('\n');
                }
                add(section.group(1), Optional.ofNullable(section.group(2)).orElse(""), content.toString());
            }
        }
    }

    private void add(String name, String particular, String content) throws IOException {
        if (name.equals("env")) {
            content.lines().forEach(variable -> {
                String[] parts = variable.split("=", 2);
                environment.put(parts[0], parts[1]);
            });
        } else if (name.startsWith("$ ")) {
            commands.put(name.substring(2), result(particular, content));
        } else {
            Path file = root.resolve(name.substring(1));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
            if (particular.equals("denied")) {
                denied.add(name);
            }
        }
    }

    private static Result result(String particular, String content) {
        if (particular.isEmpty()) {
            return new Result.Printed(content);
        }
        return new Result.Failed(
                particular.equals("hangs")
                        ? "does not end within 15 s"
                        : "ends with status %s: %s".formatted(particular.substring(5), content.strip()));
    }

    @Override
    public Result run(List<String> command) {
        return commands.getOrDefault(String.join(" ", command), new Result.Absent());
    }

    /** The tests may run as a user whom no file is denied. */
    private HostFiles files() {
        DiskFiles disk = new DiskFiles(root);
        return new HostFiles() {
            @Override
            public Optional<String> text(String path) {
                return disk.text(path);
            }

            @Override
            public List<String> names(String path) {
                return disk.names(path);
            }

            @Override
            public Access access(String path) {
                return denied.contains(path) ? Access.DENIED : disk.access(path);
            }

            @Override
            public Optional<String> group(String path) {
                return denied.contains(path)
                        ? Optional.of(path.startsWith("/dev/dri") ? "video" : "render")
                        : disk.group(path);
            }
        };
    }
}
