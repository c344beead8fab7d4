package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a model into a cache directory, completely or not at all: the marker is written last. What is there already is used, whoever was
 * killed while bringing it; a second run over a complete cache downloads nothing.
 */
public final class Downloader {
    private final Hub hub;
    private final Path cacheDirectory;
    private final TransferLimits limits;
    private final DownloadPorts ports;
    private final ProgressMeter meter;

    /** One downloader serves one download. */
    public Downloader(Hub hub, Path cacheDirectory, TransferLimits limits, DownloadPorts ports) {
        this.hub = hub;
        this.cacheDirectory = cacheDirectory;
        this.limits = limits;
        this.ports = ports;
        this.meter = new ProgressMeter(ports.clock());
    }

    /** How far it is; may be asked from any thread at any time. */
    public Progress progress() {
        return meter.progress();
    }

    /**
     * Downloads what is missing. An interruption ends it soon; what was downloaded stays.
     *
     * @param source the repository and the requested revision
     * @param patterns which files
     * @param commit the commit that an earlier plan found for the revision; null asks what it stands for now
     * @throws DownloadException with the reason
     */
    public DownloadResult download(HubSource source, FilePatterns patterns, @Nullable String commit)
            throws DownloadException, InterruptedException {
        Instant begin = ports.clock().instant();
        try {
            Optional<Plan> there = commit == null ? Optional.empty() : complete(source, patterns, commit);
            Plan plan = there.isPresent() ? there.get() : new Planner(hub).plan(source, patterns, commit);
            if (there.isPresent() || complete(source, patterns, plan.commit()).isPresent()) {
                new Publication(layout(plan), plan).reference();
                ports.log().accept("%s is complete in %s already".formatted(source, cacheDirectory));
            } else {
                bring(plan);
            }
            Duration took = Duration.between(begin, ports.clock().instant());
            return new DownloadResult(
                    plan.commit(), plan.bytes(), plan.files().size(), meter.fetchedBytes(), took.toMillis() / 1000.0);
        } catch (ClosedByInterruptException _) {
            throw new InterruptedException("interrupted while writing a file");
        } catch (IOException e) {
            throw DiskFailure.of(cacheDirectory, e);
        }
    }

    private RepositoryLayout layout(Plan plan) {
        return RepositoryLayout.of(cacheDirectory, plan.source().repository());
    }

    private Optional<Plan> complete(HubSource source, FilePatterns patterns, String commit) throws IOException {
        return new QuickVerify(cacheDirectory).verifyCommit(source.repository(), commit)
                                instanceof Verification.Complete(CompletionMarker marker)
                        && marker.patterns().equals(patterns)
                ? Optional.of(new Plan(source, commit, patterns, marker.files()))
                : Optional.empty();
    }

    private void bring(Plan plan) throws DownloadException, InterruptedException, IOException {
        meter.start(plan);
        BlobDirectory blobs = new BlobDirectory(layout(plan), plan);
        Publication publication = new Publication(layout(plan), plan);
        publication.withdraw();
        blobs.prepare(ports.clock().instant());
        blobs.requireRoom(ports.disk());
        ports.log()
                .accept("%s at %s: %d files, %s"
                        .formatted(plan.source(), plan.commit(), plan.files().size(), ByteSize.text(plan.bytes())));
        fetchAll(plan);
        publication.publish();
    }

    /** The first failure ends it: nothing new is begun, and what is under way is interrupted. */
    private void fetchAll(Plan plan) throws DownloadException, InterruptedException, IOException {
        BlobTransfer transfer = new BlobTransfer(hub, plan, layout(plan), limits, ports, meter);
        Queue<HubFile> waiting = new ConcurrentLinkedQueue<>(plan.blobs());
        try (ExecutorService pool = Executors.newFixedThreadPool(
                limits.parallelism(), Thread.ofVirtual().name("download-", 0).factory())) {
            CompletionService<Boolean> workers = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < limits.parallelism(); i++) {
                workers.submit(() -> work(plan, waiting, transfer));
            }
            try {
                for (int i = 0; i < limits.parallelism(); i++) {
                    workers.take().get();
                }
            } catch (ExecutionException e) {
                throw asItWas(e);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private boolean work(Plan plan, Queue<HubFile> waiting, BlobTransfer transfer)
            throws DownloadException, InterruptedException, IOException {
        boolean done = false;
        try {
            for (HubFile blob = waiting.poll(); blob != null; blob = waiting.poll()) {
                transfer.fetch(blob);
                tell(plan, blob);
            }
            done = true;
        } finally {
            if (!done) {
                waiting.clear();
            }
        }
        return done;
    }

    private static DownloadException asItWas(ExecutionException e) throws InterruptedException, IOException {
        return switch (e.getCause()) {
            case DownloadException failure -> failure;
            case IOException failure -> throw failure;
            case InterruptedException stop -> throw stop;
            case null, default -> throw new IllegalStateException(e);
        };
    }

    private void tell(Plan plan, HubFile blob) {
        meter.filesDone((int) plan.files().stream()
                .filter(file -> file.hash().equals(blob.hash()))
                .count());
        Progress progress = meter.progress();
        ports.log()
                .accept("%s is there, %d of %d files, %d%%"
                        .formatted(blob.path(), progress.filesDone(), progress.files(), progress.percent()));
    }
}
