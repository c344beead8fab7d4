package com.amd.aim.engine.detect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files below a directory, which stands for the root of the machine. */
public final class DiskFiles implements HostFiles {
    private static final Comparator<String> NATURAL = Comparator.comparing(DiskFiles::letters)
            .thenComparingLong(DiskFiles::number)
            .thenComparing(name -> name);

    private final Path root;

    public DiskFiles(Path root) {
        this.root = root;
    }

    @Override
    public Optional<String> text(String path) {
        try {
            return Optional.of(new String(Files.readAllBytes(resolve(path)), StandardCharsets.UTF_8));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> names(String path) {
        try (Stream<Path> entries = Files.list(resolve(path))) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted(NATURAL)
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    @Override
    public Access access(String path) {
        Path file = resolve(path);
        if (!Files.exists(file)) {
            return Access.MISSING;
        }
        return Files.isReadable(file) && Files.isWritable(file) ? Access.OPEN : Access.DENIED;
    }

    @Override
    public Optional<String> group(String path) {
        try {
            return Optional.of(Files.readAttributes(resolve(path), PosixFileAttributes.class)
                    .group()
                    .getName());
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    private Path resolve(String path) {
        return root.resolve(path.substring(1));
    }

    private static String letters(String name) {
        return name.replaceFirst("\\d+$", "");
    }

    private static long number(String name) {
        String digits = name.substring(letters(name).length());
        return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }
}
