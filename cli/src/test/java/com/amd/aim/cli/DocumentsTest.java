package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The documents")
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");
    /** A class or a package in code quotes in a document's tables. */
    private static final Pattern CODE = Pattern.compile("`([A-Za-z.]+)`");

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("link to files that exist")
    void linksResolve(Path document) throws IOException {
        List<String> broken = LINK.matcher(Files.readString(document))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .filter(target -> !Files.exists(document.resolveSibling(target)))
                .toList();

        assertThat(broken).as("links of %s", document).isEmpty();
    }

    @Test
    @DisplayName("give the newcomer exactly two commands to try")
    void exactlyTwoCommands() {
        String tryIt = section(Tree.read("README.md"), "## Try it");

        assertThat(Pattern.compile("```console\n(.*?)```", Pattern.DOTALL)
                        .matcher(tryIt)
                        .results()
                        .map(block -> block.group(1).strip()))
                .containsExactly("./aim demo --once", "mvn verify");
    }

    @Test
    @DisplayName("list every decision in their table of contents")
    void everyDecisionIsListed() throws IOException {
        String contents = Tree.read("docs/decisions/README.md");

        try (Stream<Path> files = Files.list(Tree.root().resolve("docs/decisions"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{4}-.*")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(contents).contains("(" + name + ")"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/architecture.md", "docs/testing.md"})
    @DisplayName("name only classes and packages that exist when they say where a behaviour is, or which test shows it")
    void whereBehavioursAre(String document) throws IOException {
        Set<String> existing = typesAndPackages();

        List<String> gone = Pattern.compile("^\\|.*$", Pattern.MULTILINE)
                .matcher(Tree.read(document))
                .results()
                .map(MatchResult::group)
                .flatMap(row -> CODE.matcher(row).results())
                .map(code -> code.group(1))
                .filter(name -> Character.isUpperCase(name.charAt(0)) || name.matches("[a-z]+(\\.[a-z]+)+"))
                .filter(name -> !existing.contains(name))
                .toList();

        assertThat(gone).isEmpty();
    }

    /** Simple names of all classes, and names of all packages below {@code com.amd.aim}. */
    private static Set<String> typesAndPackages() throws IOException {
        try (Stream<Path> files = Files.walk(Tree.root())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> file.toString().replaceFirst(".*/com/amd/aim/", ""))
                    .flatMap(name -> Stream.of(
                            name.replaceFirst("(.*/)?(.*)\\.java", "$2"),
                            name.replaceFirst("/?[^/]*$", "").replace('/', '.')))
                    .collect(Collectors.toSet());
        }
    }

    private static String section(String document, String heading) {
        int from = document.indexOf(heading);
        int to = document.indexOf("\n## ", from + 1);
        return document.substring(from, to < 0 ? document.length() : to);
    }

    private static Stream<Path> documents() throws IOException {
        Path root = Tree.root();
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList()
                    .stream();
        }
    }
}
