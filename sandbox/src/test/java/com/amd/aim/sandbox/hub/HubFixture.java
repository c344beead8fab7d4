package com.amd.aim.sandbox.hub;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amd.aim.engine.cache.DownloadException;
import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.cache.DownloadPorts;
import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.Downloader;
import com.amd.aim.engine.cache.FilePatterns;
import com.amd.aim.engine.cache.Hub;
import com.amd.aim.engine.cache.HubSettings;
import com.amd.aim.engine.cache.QuickVerify;
import com.amd.aim.engine.cache.TransferLimits;
import com.amd.aim.engine.cache.Verification;
import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** A tiny hub with one model and a directory to download it to; pauses are written down instead of waited. */
final class HubFixture implements AutoCloseable {
    static final String ID = "aim/tiny";
    static final HubSource SOURCE = new HubSource(ID, "main");
    static final TransferLimits LIMITS = new TransferLimits(
            4,
            3,
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(310),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    final TinyHub hub;
    final Path directory;
    final TinyModel model = TinyModel.of(ID);
    final Map<String, String> env = new HashMap<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    TransferLimits limits = LIMITS;
    long room = Long.MAX_VALUE;

    HubFixture(Path directory) throws IOException {
        this.directory = directory;
        hub = TinyHub.start();
        hub.add(model);
        env.put("HF_ENDPOINT", hub.endpoint().toString());
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    DownloadResult download() throws DownloadException, InterruptedException {
        return download(SOURCE, FilePatterns.DEFAULT, null);
    }

    DownloadResult download(HubSource source, FilePatterns patterns, @Nullable String commit)
            throws DownloadException, InterruptedException {
        try (Hub client = client()) {
            long before = hub.traffic().bytesOf(source.repository());
            DownloadResult result =
                    new Downloader(client, directory, limits, ports()).download(source, patterns, commit);
            // the hub counts what it has sent a moment after it arrives
            await().pollDelay(Duration.ZERO)
                    .until(() -> hub.traffic().bytesOf(source.repository()) >= before + result.fetchedBytes());
            return result;
        }
    }

    DownloadFailure failure() {
        return failure(SOURCE);
    }

    DownloadFailure failure(HubSource source) {
        return catchThrowableOfType(DownloadException.class, () -> download(source, FilePatterns.DEFAULT, null))
                .failure();
    }

    Hub client() throws DownloadException {
        return new Hub(HubSettings.of(env, UnaryOperator.identity(), null), limits, ports());
    }

    DownloadPorts ports() {
        return new DownloadPorts(InstantSource.system(), pauses::add, _ -> room, log::add);
    }

    Verification verify() throws IOException {
        return new QuickVerify(directory).verify(SOURCE, null);
    }

    Path repository() {
        return directory.resolve("models--aim--tiny");
    }

    Path snapshot() {
        return repository().resolve("snapshots").resolve(model.commit());
    }

    Path blob(String path) throws IOException {
        return snapshot().resolve(path).toRealPath();
    }

    /** What was downloaded of a file, read through the snapshot as an engine reads it. */
    byte[] read(String path) throws IOException {
        return Files.readAllBytes(snapshot().resolve(path));
    }

    /** The model's bytes of a file. */
    byte[] original(String path) {
        return model.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .content();
    }

    @Override
    public void close() {
        hub.close();
    }
}
