package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickVerifyTest {
    private static final String COMMIT = "9216db5781bf21249d130ec9da846c4624c16137";
    private static final String OTHER = "0".repeat(40);
    private static final HubSource SOURCE = new HubSource("a/b", "main");
    private static final ContentHash HELLO =
            new ContentHash(ContentHash.Kind.GIT_SHA1, "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0");
    private static final Plan PLAN = new Plan(
            SOURCE,
            COMMIT,
            new FilePatterns(List.of(), List.of("*.md")),
            List.of(new HubFile("config.json", 5, HELLO), new HubFile("sub/copy.json", 5, HELLO)));

    @TempDir
    Path directory;

    @BeforeEach
    void complete() throws IOException {
        RepositoryLayout layout = RepositoryLayout.of(directory, "a/b");
        Files.createDirectories(layout.blobs());
        Files.writeString(layout.blob(HELLO), "hello");
        new Publication(layout, PLAN).publish();
    }

    private Verification verify(@Nullable String commit) throws IOException {
        return new QuickVerify(directory).verify(SOURCE, commit);
    }

    private Path repository() {
        return directory.resolve("models--a--b");
    }

    private Path snapshot() {
        return repository().resolve("snapshots/" + COMMIT);
    }

    @Test
    @DisplayName("what was published is complete, and its marker holds what was planned")
    void isComplete() throws IOException {
        Verification.Complete complete = (Verification.Complete) verify(COMMIT);
        assertThat(complete.marker()).isEqualTo(CompletionMarker.of(PLAN));
        assertThat(complete.result()).isEqualTo(new VerifyResult(COMMIT, 5, 2));
        assertThat(verify(null)).isEqualTo(complete);
        assertThat(new QuickVerify(directory).verify(new HubSource("a/b", COMMIT), null))
                .isEqualTo(complete);
    }

    @Test
    @DisplayName("the layout is the hub's: relative links into blobs, the commit as text under refs")
    void layout() throws IOException {
        assertThat(Files.readSymbolicLink(snapshot().resolve("sub/copy.json")))
                .isEqualTo(Path.of("../../../blobs/" + HELLO.hex()));
        assertThat(repository().resolve("refs/main")).hasContent(COMMIT);
    }

    @Test
    @DisplayName("without the marker nothing is complete")
    void noMarker() throws IOException {
        Files.delete(snapshot().resolve(".aim-complete.json"));
        assertThat(verify(null))
                .isEqualTo(new Verification.Incomplete("commit " + COMMIT + " has no completion marker"));
    }

    @Test
    @DisplayName("an empty directory, as of a claim that was made anew, is incomplete")
    void empty(@TempDir Path other) throws IOException {
        assertThat(new QuickVerify(other).verify(SOURCE, COMMIT))
                .isEqualTo(new Verification.Incomplete("revision main has not been downloaded"));
    }

    @Test
    @DisplayName("a revision that stands for another commit than expected is damage")
    void otherCommit() throws IOException {
        assertThat(verify(OTHER))
                .isEqualTo(new Verification.Damaged(
                        List.of("revision main stands for commit %s, not %s".formatted(COMMIT, OTHER))));
    }

    @Test
    @DisplayName("a blob that was cut or removed is named for every file it is")
    void cutAndRemoved() throws IOException {
        Path blob = repository().resolve("blobs/" + HELLO.hex());
        Files.writeString(blob, "hell");
        assertThat(verify(null))
                .isEqualTo(new Verification.Damaged(
                        List.of("config.json has 4 bytes instead of 5", "sub/copy.json has 4 bytes instead of 5")));
        Files.delete(blob);
        assertThat(verify(null))
                .isEqualTo(new Verification.Damaged(List.of("config.json is missing", "sub/copy.json is missing")));
    }

    @Test
    @DisplayName("a link to another blob of the same size is damage")
    void otherBlob() throws IOException {
        Files.writeString(repository().resolve("blobs/" + OTHER), "jello");
        Path link = snapshot().resolve("config.json");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../../blobs/" + OTHER));
        assertThat(verify(null))
                .isEqualTo(new Verification.Damaged(List.of("config.json is another blob than it was")));
    }

    @Test
    @DisplayName("a marker of nonsense, of another format or of another repository is damage")
    void badMarker() throws IOException {
        Path marker = snapshot().resolve(".aim-complete.json");
        String good = Files.readString(marker);
        for (String bad : List.of(
                "",
                "{",
                "{}",
                good.replace("\"format\" : 1", "\"format\" : 2"),
                good.replace("a/b", "a/c"),
                good.replace("sub/copy.json", "../../copy.json"))) {
            Files.writeString(marker, bad);
            assertThat(verify(null)).as(bad).isInstanceOf(Verification.Damaged.class);
        }
    }
}
