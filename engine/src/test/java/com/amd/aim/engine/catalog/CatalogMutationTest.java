package com.amd.aim.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogMutationTest {
    private static final int FILES = 300;
    private static final String LETTERS =
            "\t\n :-{}[]\"'#&*!|>%@`,?0123456789.eEx_truefalsenull~é\u0000\u2028\uD83D\uDE00";

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"recipes", "models", "hardware", "engines"})
    @DisplayName("a file damaged anywhere is read or reported, and never stops the others")
    void mutations(String folder, @TempDir Path directory) throws IOException {
        Path root = Path.of(System.getProperty("aim.root"));
        Random random = new Random(folder.hashCode());
        String text = Files.readString(firstFile(root.resolve(folder)));
        Files.createDirectories(directory.resolve(folder));
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = damaged(text, random).getBytes(StandardCharsets.UTF_8);
            Files.write(directory.resolve(folder).resolve("f" + i + ".yaml"), bytes);
        }
        Catalog catalog = Catalog.read(directory);
        assertThat(catalog.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.file()).startsWith(folder + "/f");
        });
    }

    private static Path firstFile(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(20)));
                case 1 -> damaged.setCharAt(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
                default -> damaged.insert(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return damaged.toString();
    }
}
