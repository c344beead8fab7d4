package com.amd.aim.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.store.Journal.Contents;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.store.Subscription;
import com.amd.aim.sandbox.api.store.VersionGone;
import com.amd.aim.sandbox.client.DirectoryTree;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Journals are left open as a killed process leaves them, and read again. */
@DisplayName("A store with a journal")
class JournalTest {
    private static final String MAPS = "/configmaps";
    private static final ObjectNode HEAD = Json.object().put("token", "t");

    @TempDir
    Path folder;

    private final List<JournalFile> open = new ArrayList<>();
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("cluster.jsonl");
    }

    @AfterEach
    void close() throws IOException {
        for (JournalFile journal : open) {
            journal.close();
        }
    }

    private Store begin(int slack) throws IOException {
        return store(new JournalFile(file, HEAD, new Contents(0, List.of()), slack));
    }

    private Store begin() throws IOException {
        return begin(1000);
    }

    private Store again() throws IOException {
        JournalReader.Read read = JournalReader.read(file);
        return store(new JournalFile(file, read.head(), read.contents()));
    }

    private Store store(JournalFile journal) {
        open.add(journal);
        Store store = new Store(10, journal);
        store.restore();
        return store;
    }

    private static Key key(String name) {
        return new Key(MAPS, "ns", name);
    }

    private static ObjectNode tree(String name, int value) {
        ObjectNode tree = Json.object().put("value", value).put("text", "ä\u2028\"\n");
        tree.putObject("metadata").put("name", name);
        return tree;
    }

    private static Stored create(Store store, String name) {
        return store.create(key(name), tree(name, 0)).orElseThrow();
    }

    private static List<ObjectNode> trees(Store store) {
        return store.list(MAPS, null).objects().stream().map(Stored::tree).toList();
    }

    @Test
    @DisplayName("has everything that was written, with its versions, after each of two sudden ends")
    void restores() throws IOException {
        Store first = begin();
        Stored a = create(first, "a");
        first.replace(a, tree("a", 7));
        Stored b = create(first, "b");
        create(first, "c");
        Stored last = first.delete(b).orElseThrow();

        Store second = again();
        assertThat(trees(second)).isEqualTo(trees(first)).hasSize(2);
        assertThat(second.version()).isEqualTo(last.version());
        Stored d = create(second, "d");
        assertThat(d.version()).isGreaterThan(last.version());
        assertThat(second.replace(second.get(key("a")).orElseThrow(), tree("a", 8)))
                .isPresent();

        Store third = again();
        assertThat(trees(third)).isEqualTo(trees(second)).hasSize(3);
        assertThat(third.version()).isEqualTo(second.version());
    }

    @Test
    @DisplayName("tells who watches from before that the past is gone, and goes on for who has seen the last write")
    void watches() throws Exception {
        Store first = begin();
        Stored a = create(first, "a");
        Stored last = first.delete(a).orElseThrow();

        Store second = again();

        assertThatThrownBy(() -> second.subscribe(MAPS, a.version())).isInstanceOf(VersionGone.class);
        assertThatThrownBy(() -> second.listAt(MAPS, null, a.version())).isInstanceOf(VersionGone.class);
        try (Subscription changes = second.subscribe(MAPS, last.version())) {
            create(second, "b");
            assertThat(Objects.requireNonNull(changes.next(Duration.ofSeconds(20)))
                            .key())
                    .isEqualTo(key("b"));
        }
    }

    @Test
    @DisplayName("shows its listeners what it has as if it were created")
    void listeners() throws IOException {
        Stored a = create(begin(), "a");
        JournalReader.Read read = JournalReader.read(file);
        JournalFile journal = new JournalFile(file, read.head(), read.contents());
        open.add(journal);
        Store second = new Store(10, journal);
        List<String> told = new ArrayList<>();
        second.listen(change ->
                told.add((change.before() == null) + " " + change.key().name() + " " + change.version()));

        second.restore();

        assertThat(told).containsExactly("true a " + a.version());
    }

    @Test
    @DisplayName("passes over a last line that was cut off, which nobody was told of")
    void tornLine() throws IOException {
        Store first = begin();
        create(first, "a");
        List<ObjectNode> then = trees(first);
        create(first, "b");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        assertThat(trees(again())).isEqualTo(then);
    }

    @Test
    @DisplayName("writes over what a failed write left behind its last line")
    void overwrites() throws IOException {
        Store first = begin();
        create(first, "a");
        Files.writeString(file, "{\"version\":99,\"stor", StandardOpenOption.APPEND);
        create(first, "b");

        assertThat(trees(again())).isEqualTo(trees(first)).hasSize(2);
    }

    @Test
    @DisplayName("does not do what it cannot keep")
    void cannotKeep() throws IOException {
        Store store = begin(0);
        create(store, "a");
        DirectoryTree.delete(folder);

        // the file is begun anew once enough of it is out of date
        Stored a = store.get(key("a")).orElseThrow();
        store.delete(a);
        assertThatThrownBy(() -> create(store, "b"))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("cannot write " + file);
        assertThat(store.get(key("b"))).isEmpty();
    }

    @Test
    @DisplayName("begins its file anew when most of it is out of date, for its owner's eyes only")
    void compacts() throws IOException {
        Store store = begin(5);
        Stored a = create(store, "a");
        for (int i = 0; i < 100; i++) {
            a = store.replace(a, tree("a", i)).orElseThrow();
        }

        assertThat(Files.readAllLines(file)).hasSizeLessThan(10);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(trees(again())).isEqualTo(trees(store));
        assertThat(folder).isDirectoryContaining(there -> there.equals(file));
        assertThat(file.resolveSibling("cluster.jsonl.new")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"format\":1,\"version\":3}\\nrubbish\\n{} | is damaged in line 2",
                "{\"format\":1,\"version\":3}\\n{\"version\":4} {}\\n | is damaged in line 2",
                "{\"format\":1,\"version\":3}\\n{\"version\":4}\\n | is damaged in line 2 (it names no object)",
                "{\"format\":1,\"version\":3}\\n[]\\n | is damaged in line 2",
                "{\"format\":2,\"version\":3}\\n | is of format 2, and this version reads format 1",
                "{\"format\":1,\"ver | is damaged in line 1 (it is not there)",
                "`` | is damaged in line 1 (it is not there)",
            })
    @DisplayName("says what is wrong with its file, and leaves it as it is")
    void damaged(String content, String said) throws IOException {
        Files.writeString(file, content.replace("\\n", "\n"));

        assertThatThrownBy(this::again)
                .isInstanceOf(StateUnusable.class)
                .hasMessageContaining(file + " " + said)
                .hasMessageContaining("another directory");
        assertThat(file).content().isEqualTo(content.replace("\\n", "\n"));
    }
}
