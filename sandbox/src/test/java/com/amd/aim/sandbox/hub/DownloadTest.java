package com.amd.aim.sandbox.hub;

import static com.amd.aim.sandbox.hub.HubFixture.ID;
import static com.amd.aim.sandbox.hub.HubFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadException;
import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.FilePatterns;
import com.amd.aim.engine.cache.Hub;
import com.amd.aim.engine.cache.Plan;
import com.amd.aim.engine.cache.Planner;
import com.amd.aim.engine.cache.Verification;
import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final String SHARD = "model-00002-of-00003.safetensors";

    private HubFixture fixture;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        fixture = new HubFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    @DisplayName("a download brings every file, byte for byte, each once, and is complete")
    void everything() throws Exception {
        DownloadResult result = fixture.download();
        assertThat(result)
                .returns(fixture.model.commit(), DownloadResult::revision)
                .returns(fixture.model.bytes(), DownloadResult::bytes)
                .returns(9, DownloadResult::files)
                .returns(fixture.model.bytes(), DownloadResult::fetchedBytes);
        for (String path : fixture.model.paths()) {
            assertThat(fixture.read(path)).as(path).isEqualTo(fixture.original(path));
        }
        assertThat(fixture.verify()).isInstanceOf(Verification.Complete.class);
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(fixture.model.bytes());
        assertThat(fixture.pauses).isEmpty();
        try (Stream<Path> all = Files.walk(fixture.repository())) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".incomplete") || name.endsWith(".new") || name.endsWith(".link"));
        }
    }

    @Test
    @DisplayName("a second run downloads nothing and says so")
    void secondRun() throws Exception {
        fixture.download();
        fixture.hub.traffic().reset();
        DownloadResult again = fixture.download();
        assertThat(again.fetchedBytes()).isZero();
        assertThat(again.bytes()).isEqualTo(fixture.model.bytes());
        assertThat(fixture.hub.traffic().bytesOf(ID)).isZero();
        assertThat(fixture.log).last().asString().contains("is complete").contains("already");
    }

    @Test
    @DisplayName("a second run with the commit that was planned does not even ask the hub")
    void secondRunOffline() throws Exception {
        fixture.download();
        fixture.hub.traffic().reset();
        DownloadResult again = fixture.download(SOURCE, FilePatterns.DEFAULT, fixture.model.commit());
        assertThat(again.fetchedBytes()).isZero();
        assertThat(fixture.hub.traffic().requests()).isEmpty();
    }

    @Test
    @DisplayName("a plan says what a download brings, and writes nothing")
    void plan() throws Exception {
        try (Hub client = fixture.client()) {
            Plan plan = new Planner(client).plan(SOURCE, FilePatterns.DEFAULT, null);
            assertThat(plan.result().revision()).isEqualTo(fixture.model.commit());
            assertThat(plan.result().bytes()).isEqualTo(fixture.model.bytes());
            assertThat(plan.result().files()).isEqualTo(9);
        }
        assertThat(fixture.hub.traffic().bytesOf(ID)).isZero();
        assertThat(fixture.directory).isEmptyDirectory();
    }

    @Test
    @DisplayName("the planned commit is downloaded although main has moved on, and main stands for it here")
    void pinned() throws Exception {
        String planned = fixture.model.commit();
        TinyModel newer = TinyModel.of(ID, 4, 3, 1);
        fixture.hub.add(newer);
        assertThat(newer.commit()).isNotEqualTo(planned);
        assertThat(fixture.download(SOURCE, FilePatterns.DEFAULT, planned).revision())
                .isEqualTo(planned);
        assertThat(fixture.repository().resolve("refs/main")).hasContent(planned);
        assertThat(fixture.read(SHARD)).isEqualTo(fixture.original(SHARD));
    }

    @Test
    @DisplayName("when main moves, only what differs is downloaded, and both commits stay complete")
    void moved() throws Exception {
        fixture.download();
        TinyModel newer = fixture.model.with("NOTICE", "new".getBytes(StandardCharsets.UTF_8));
        fixture.hub.add(newer);
        fixture.hub.traffic().reset();
        assertThat(fixture.download())
                .returns(newer.commit(), DownloadResult::revision)
                .returns(3L, DownloadResult::fetchedBytes);
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(3);
        HubSource older = new HubSource(ID, fixture.model.commit());
        assertThat(fixture.download(older, FilePatterns.DEFAULT, null).fetchedBytes())
                .isZero();
    }

    @Test
    @DisplayName("a tag, a branch with a slash and a commit are revisions too")
    void revisions() throws Exception {
        fixture.hub.add(fixture.model, "v1.0");
        fixture.hub.add(fixture.model, "refs/pr/1");
        for (String revision : List.of("v1.0", "refs/pr/1", fixture.model.commit())) {
            HubSource source = new HubSource(ID, revision);
            assertThat(fixture.download(source, FilePatterns.DEFAULT, null).revision())
                    .isEqualTo(fixture.model.commit());
        }
        assertThat(fixture.repository().resolve("refs/refs/pr/1")).hasContent(fixture.model.commit());
        assertThat(fixture.repository().resolve("refs").resolve(fixture.model.commit()))
                .doesNotExist();
    }

    @Test
    @DisplayName("files of the same content, an empty file and names that need escaping are stored right")
    void unusualFiles() throws Exception {
        byte[] readme = fixture.original("README.md");
        TinyModel unusual =
                fixture.model.with("copy/of README+100%ü?.md", readme).with("empty.txt", new byte[0]);
        fixture.hub.add(unusual);
        DownloadResult result = fixture.download();
        assertThat(result.files()).isEqualTo(11);
        assertThat(result.bytes()).isEqualTo(fixture.model.bytes());
        Path snapshot = fixture.repository().resolve("snapshots").resolve(unusual.commit());
        assertThat(snapshot.resolve("copy/of README+100%ü?.md")).hasBinaryContent(readme);
        assertThat(snapshot.resolve("empty.txt")).isEmptyFile();
    }

    @Test
    @DisplayName("other patterns on the same commit bring the rest only")
    void otherPatterns() throws Exception {
        FilePatterns small = new FilePatterns(List.of("*.json"), List.of());
        fixture.download(SOURCE, small, null);
        assertThat(fixture.hub.traffic().bytesOf(ID, SHARD)).isZero();
        fixture.download();
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(fixture.model.bytes());
        assertThat(fixture.read(SHARD)).isEqualTo(fixture.original(SHARD));
    }

    @Test
    @DisplayName("patterns that leave nothing are an error, not an empty cache")
    void nothingLeft() {
        assertThat(catchThrowableOfType(
                                DownloadException.class,
                                () -> fixture.download(SOURCE, new FilePatterns(List.of("*.gguf"), List.of()), null))
                        .failure()
                        .message())
                .isEqualTo(
                        "No file of aim/tiny at main is left to download by include [*.gguf] and exclude []; it has 9 files.");
    }

    @Test
    @DisplayName("copies of the weights are not downloaded")
    void copies() throws Exception {
        fixture.hub.add(fixture.model.with("original/consolidated.00.pth", new byte[100_000]));
        assertThat(fixture.download().bytes()).isEqualTo(fixture.model.bytes());
    }

    @Test
    @DisplayName("what other downloads left unfinished long ago goes, what may be alive stays")
    void abandoned() throws Exception {
        Path blobs = Files.createDirectories(fixture.repository().resolve("blobs"));
        Path old = Files.writeString(blobs.resolve("0000.12ab34cd.incomplete"), "x");
        Path alive = Files.writeString(blobs.resolve("1111.incomplete"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        fixture.download();
        assertThat(old).doesNotExist();
        assertThat(alive).exists();
    }

    @Test
    @DisplayName("a download that has no room does not begin, and says how much is missing")
    void noRoom() throws Exception {
        fixture.room = fixture.model.bytes() - 1;
        assertThat(fixture.failure().error()).isEqualTo(DownloadError.NO_SPACE);
        assertThat(fixture.failure().message())
                .contains("aim/tiny needs 1.3 MiB more in " + fixture.repository())
                .endsWith("enlarge the volume by at least 1 B.");
        assertThat(fixture.hub.traffic().bytesOf(ID)).isZero();
        fixture.room = fixture.model.bytes();
        fixture.download();
    }

    @Test
    @DisplayName("a file that was damaged on disk is found by its size and the only one that is downloaded again")
    void repaired() throws Exception {
        fixture.download();
        Files.write(fixture.blob(SHARD), new byte[] {1, 2, 3});
        assertThat(fixture.verify()).isInstanceOf(Verification.Damaged.class);
        fixture.hub.traffic().reset();
        fixture.download();
        assertThat(fixture.verify()).isInstanceOf(Verification.Complete.class);
        assertThat(fixture.read(SHARD)).isEqualTo(fixture.original(SHARD));
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(fixture.original(SHARD).length);
    }

    @Test
    @DisplayName("a blob of the right size and wrong content is not believed when there is no marker")
    void wrongBlob() throws Exception {
        fixture.download();
        byte[] wrong = fixture.original(SHARD).clone();
        wrong[wrong.length / 2] ^= 1;
        Files.write(fixture.blob(SHARD), wrong);
        Files.delete(fixture.snapshot().resolve(".aim-complete.json"));
        fixture.hub.traffic().reset();
        fixture.download();
        assertThat(fixture.read(SHARD)).isEqualTo(fixture.original(SHARD));
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(fixture.original(SHARD).length);
    }
}
