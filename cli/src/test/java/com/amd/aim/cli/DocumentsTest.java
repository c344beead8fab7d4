package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.documents.CommandBlock;
import com.amd.aim.cli.documents.Document;
import com.amd.aim.operator.status.Reason;
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
    /** A class or a package in code quotes in a document's tables. */
    private static final Pattern CODE = Pattern.compile("`([A-Za-z.]+)`");
    /** A reason in code quotes, with the condition that has it. */
    private static final Pattern REASON = Pattern.compile("`[A-Za-z]+=(?:True|False|Unknown) \\(([A-Za-z]+)\\)`");

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("link to files and headings that exist")
    void linksResolve(Path file) {
        Document document = Document.of(file);

        assertThat(document.links())
                .filteredOn(target -> !target.matches("[a-z]+:.*"))
                .allSatisfy(target -> {
                    int hash = target.indexOf('#');
                    String path = hash < 0 ? target : target.substring(0, hash);
                    Path linked = path.isEmpty() ? file : file.resolveSibling(path);
                    assertThat(linked).exists();
                    if (hash >= 0) {
                        assertThat(Document.of(linked).anchors()).contains(target.substring(hash + 1));
                    }
                });
    }

    @Test
    @DisplayName("give the newcomer exactly two commands to try")
    void exactlyTwoCommands() {
        assertThat(Document.of("README.md").commands().stream().map(CommandBlock::text))
                .containsExactly("./aim demo --once", "mvn verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./aim demo --once", "mvn verify"})
    @DisplayName("have these commands run by CI, each as a whole")
    void runByCi(String command) {
        assertThat(Tree.read(".ci/run").lines()).contains(command);
    }

    @Test
    @DisplayName("name no command that is run elsewhere and is in no document any more")
    void everyExceptionIsUsed() {
        assertThat(Stream.of("README.md", "docs/getting-started.md")
                        .flatMap(path -> Document.of(path).commands().stream())
                        .filter(block -> block.elsewhere().isPresent())
                        .map(CommandBlock::text))
                .containsExactlyInAnyOrderElementsOf(CommandBlock.namedElsewhere());
    }

    @Test
    @DisplayName("say of the symptoms of trouble only reasons that exist")
    void reasonsExist() {
        List<String> known = Stream.of(Reason.values()).map(Reason::name).toList();

        assertThat(REASON.matcher(Tree.read("docs/troubleshooting.md"))
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(known);
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

    private static Stream<Path> documents() throws IOException {
        Path root = Tree.root();
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(
                    Stream.of("README.md", "CONTRIBUTING.md", "sandbox/README.md", "e2e/cluster/README.md")
                            .map(root::resolve),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList()
                    .stream();
        }
    }
}
