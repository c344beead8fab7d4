package com.amd.aim.sandbox.hub;

import static com.amd.aim.sandbox.hub.HubFixture.ID;
import static com.amd.aim.sandbox.hub.HubFixture.LIMITS;
import static com.amd.aim.sandbox.hub.HubFixture.SOURCE;
import static com.amd.aim.sandbox.hub.HubFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadException;
import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.cache.Downloader;
import com.amd.aim.engine.cache.FilePatterns;
import com.amd.aim.engine.cache.Hub;
import com.amd.aim.engine.cache.TransferLimits;
import com.amd.aim.engine.cache.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadFaultsTest {
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

    private static TransferLimits limits(int attempts, Duration stall) {
        return new TransferLimits(
                LIMITS.parallelism(),
                attempts,
                LIMITS.contentAttempts(),
                LIMITS.firstPause(),
                LIMITS.longestPause(),
                LIMITS.longestAskedPause(),
                LIMITS.answer(),
                stall);
    }

    private void assertHealed() throws Exception {
        fixture.hub.faults().clear();
        fixture.download();
        assertThat(fixture.verify()).isInstanceOf(Verification.Complete.class);
        assertThat(fixture.read(SHARD)).isEqualTo(fixture.original(SHARD));
    }

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("a download whose process ends at any byte continues there: no byte is sent twice")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void cutAtAnyByte(long seed) throws Exception {
        Random random = new Random(seed);
        fixture.limits = limits(1, LIMITS.stall()).withParallelism(1);
        for (int life = 0; life < 4; life++) {
            fixture.hub.faults().cut(random.nextInt(fixture.original(SHARD).length / 4), 1);
            assertThat(fixture.failure().error()).isEqualTo(DownloadError.UNREACHABLE);
            assertThat(fixture.verify()).isInstanceOf(Verification.Incomplete.class);
        }
        assertHealed();
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(fixture.model.bytes());
    }

    @Test
    @DisplayName("within one run a broken connection continues where it broke, however often, as long as bytes come")
    void cutOften() throws Exception {
        fixture.hub.faults().cut(30_000, 20);
        fixture.download();
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(fixture.model.bytes());
        assertThat(fixture.pauses).hasSize(20).containsOnly(Duration.ofSeconds(1));
        assertThat(fixture.verify()).isInstanceOf(Verification.Complete.class);
    }

    @Test
    @DisplayName("a server that ignores ranges costs bytes, not the download")
    void noRanges() throws Exception {
        fixture.hub.faults().ignoreRanges();
        fixture.hub.faults().cut(50_000, 1);
        fixture.download();
        assertThat(fixture.hub.traffic().bytesOf(ID)).isGreaterThan(fixture.model.bytes());
        assertThat(fixture.read(SHARD)).isEqualTo(fixture.original(SHARD));
    }

    @Test
    @DisplayName("an interruption ends a download soon; what was downloaded stays and is used")
    void interrupted() throws Exception {
        fixture.hub.faults().slow(100_000);
        try (Hub client = fixture.client()) {
            Downloader downloader = new Downloader(client, fixture.directory, LIMITS, fixture.ports());
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread worker = Thread.ofVirtual().start(() -> {
                try {
                    downloader.download(SOURCE, FilePatterns.DEFAULT, null);
                } catch (DownloadException | InterruptedException e) {
                    ended.complete(e);
                }
            });
            await().until(() -> downloader.progress().bytesDone() > 100_000);
            worker.interrupt();
            assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
        assertThat(fixture.verify()).isInstanceOf(Verification.Incomplete.class);
        fixture.hub.faults().clear();
        assertThat(fixture.download().fetchedBytes()).isLessThanOrEqualTo(fixture.model.bytes() - 100_000);
        assertThat(fixture.verify()).isInstanceOf(Verification.Complete.class);
    }

    @Test
    @DisplayName("while a download runs there is no marker, and its progress is what was measured")
    void noMarkerMeanwhile() throws Exception {
        fixture.hub.faults().stall(1);
        try (Hub client = fixture.client()) {
            Downloader downloader = new Downloader(client, fixture.directory, LIMITS, fixture.ports());
            CompletableFuture<Object> ended = CompletableFuture.supplyAsync(() -> {
                try {
                    return downloader.download(SOURCE, FilePatterns.DEFAULT, null);
                } catch (DownloadException | InterruptedException e) {
                    return e;
                }
            });
            await().until(() -> downloader.progress().filesDone() == 8);
            assertThat(fixture.snapshot().resolve(".aim-complete.json")).doesNotExist();
            assertThat(downloader.progress().bytesDone())
                    .isLessThan(downloader.progress().bytesTotal());
            assertThat(downloader.progress().bytesTotal()).isEqualTo(fixture.model.bytes());
            fixture.hub.faults().clear();
            ended.get(60, TimeUnit.SECONDS);
            assertThat(downloader.progress().percent()).isEqualTo(100);
            assertThat(downloader.progress().filesDone()).isEqualTo(9);
        }
        assertThat(fixture.verify()).isInstanceOf(Verification.Complete.class);
    }

    @Test
    @DisplayName("a crash after the last blob and before the marker leaves an incomplete cache, and costs no bytes")
    void crashBeforeMarker() throws Exception {
        Path inTheWay = fixture.repository().resolve("refs");
        Files.createDirectories(fixture.repository());
        Files.writeString(inTheWay, "no directory");
        assertThat(fixture.failure().error()).isEqualTo(DownloadError.INTERNAL);
        assertThat(fixture.snapshot().resolve(SHARD)).exists();
        assertThat(fixture.snapshot().resolve(".aim-complete.json")).doesNotExist();
        Files.delete(inTheWay);
        assertThat(fixture.verify()).isInstanceOf(Verification.Incomplete.class);
        fixture.hub.traffic().reset();
        assertHealed();
        assertThat(fixture.hub.traffic().bytesOf(ID)).isZero();
    }

    @Test
    @DisplayName("a marker of before is gone while a damaged cache is repaired, should the repair fail too")
    void markerWithdrawn() throws Exception {
        fixture.download();
        Files.delete(fixture.blob(SHARD));
        fixture.hub.faults().corrupt(SHARD, 3);
        assertThat(fixture.failure().error()).isEqualTo(DownloadError.HASH_MISMATCH);
        assertThat(fixture.verify()).isInstanceOf(Verification.Incomplete.class);
    }

    @Test
    @DisplayName("a wrong hash is healed by downloading that file again")
    void wrongOnce() throws Exception {
        fixture.hub.faults().corrupt(SHARD, 1);
        fixture.download();
        assertThat(fixture.read(SHARD)).isEqualTo(fixture.original(SHARD));
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(fixture.model.bytes() + fixture.original(SHARD).length);
        assertThat(fixture.log).contains(SHARD + " has the wrong content and is downloaded again");
    }

    @Test
    @DisplayName("a hash that stays wrong ends the download, with the file and the hash it should have")
    void wrongAlways() throws Exception {
        fixture.hub.faults().corrupt(SHARD, 100);
        DownloadFailure failure = fixture.failure();
        assertThat(failure.error()).isEqualTo(DownloadError.HASH_MISMATCH);
        assertThat(failure.message())
                .startsWith(
                        "File %s of aim/tiny was downloaded 3 times and never had the hash sha256:".formatted(SHARD));
        assertThat(fixture.verify()).isInstanceOf(Verification.Incomplete.class);
        assertHealed();
    }

    @Test
    @DisplayName("bytes on disk that a crash garbled are found out and replaced")
    void garbled() throws Exception {
        fixture.limits = limits(1, LIMITS.stall());
        fixture.hub.faults().cut(50_000, 100);
        fixture.failure();
        try (var partials = Files.newDirectoryStream(fixture.repository().resolve("blobs"), "*.incomplete")) {
            for (Path partial : partials) {
                Files.write(partial, new byte[(int) Files.size(partial)]);
            }
        }
        assertHealed();
    }

    @Test
    @DisplayName("a connection that falls silent is given up and tried again from there")
    void stalledOnce() throws Exception {
        // longer than a busy machine leaves a connection silent: what is under way then comes twice
        fixture.limits = limits(3, Duration.ofSeconds(3));
        fixture.hub.faults().stall(1);
        fixture.download();
        assertThat(fixture.hub.traffic().bytesOf(ID)).isEqualTo(fixture.model.bytes());
    }

    @Test
    @DisplayName("connections that all fall silent end in Stalled")
    void stalled() {
        fixture.limits = limits(1, Duration.ofMillis(500));
        fixture.hub.faults().stall(100);
        DownloadFailure failure = fixture.failure();
        assertThat(failure.error()).isEqualTo(DownloadError.STALLED);
        assertThat(failure.message()).startsWith("The download from 127.0.0.1 stalled: nothing arrived for");
    }

    @Test
    @DisplayName("a file system that refuses is named")
    void noDirectory() throws Exception {
        Files.writeString(fixture.repository(), "a file where the directory should be");
        assertThat(fixture.failure().error()).isEqualTo(DownloadError.INTERNAL);
        assertThat(fixture.failure().message()).contains(fixture.directory + " cannot be used as a cache");
    }
}
