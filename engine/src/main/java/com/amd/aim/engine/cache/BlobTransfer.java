package com.amd.aim.engine.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings one blob to disk, from whatever an earlier try left of it, and checks its content before it gets its name.
 *
 * <p>A blob that has its name already is hashed once more: who put it there is not known. What was there is never trusted by its date or
 * an {@code If-Range} header: the hash over old and new bytes together decides.
 */
final class BlobTransfer {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

    private final Hub hub;
    private final Plan plan;
    private final RepositoryLayout layout;
    private final TransferLimits limits;
    private final Retry retry;
    private final ProgressMeter meter;
    private final Consumer<String> log;

    BlobTransfer(
            Hub hub,
            Plan plan,
            RepositoryLayout layout,
            TransferLimits limits,
            DownloadPorts ports,
            ProgressMeter meter) {
        this.hub = hub;
        this.plan = plan;
        this.layout = layout;
        this.limits = limits;
        this.retry = new Retry(limits, ports);
        this.meter = meter;
        this.log = ports.log();
    }

    /** Returns when the blob of this file is on disk and right. */
    void fetch(HubFile file) throws DownloadException, InterruptedException, IOException {
        Path blob = layout.blob(file.hash());
        Path partial = layout.partial(file.hash());
        if (Files.exists(blob)) {
            if (PartialFile.isRight(blob, file)) {
                meter.found(file.size());
                return;
            }
            log.accept("%s is damaged on disk and is downloaded again".formatted(file.path()));
            Files.delete(blob);
        }
        try (PartialFile content = PartialFile.open(partial, file)) {
            meter.found(content.position());
            for (int tries = 1; !complete(file, content); tries++) {
                if (tries == limits.contentAttempts()) {
                    throw wrong(file, tries);
                }
            }
            content.keepAs(blob);
        }
    }

    /** Fills the file; when its content is wrong then, empties it and returns false. */
    private boolean complete(HubFile file, PartialFile content)
            throws DownloadException, InterruptedException, IOException {
        retry.<Boolean, IOException>call(() -> continued(file, content));
        if (content.isRight()) {
            return true;
        }
        log.accept("%s has the wrong content and is downloaded again".formatted(file.path()));
        meter.dropped(content.position());
        content.restart();
        return false;
    }

    private boolean continued(HubFile file, PartialFile content)
            throws TransientFailure, DownloadException, InterruptedException, IOException {
        if (content.isFull()) {
            return true;
        }
        long before = content.position();
        try (HubAnswer answer = hub.open(plan.source(), plan.commit(), file, before)) {
            positionFor(answer, file, content);
            copy(answer, content);
        } catch (TransientFailure e) {
            throw content.position() > before ? e.afterProgress() : e;
        }
        if (!content.isFull()) {
            throw new TransientFailure(cutShort(file, content), null);
        }
        return true;
    }

    private void copy(HubAnswer answer, PartialFile content)
            throws TransientFailure, InterruptedException, IOException {
        for (List<ByteBuffer> part = answer.next(); part != null && !content.isFull(); part = answer.next()) {
            for (ByteBuffer buffer : part) {
                meter.fetched(content.append(buffer));
            }
        }
    }

    /** The answer may begin where we asked it to, or at 0 from a server that cannot do ranges. */
    private void positionFor(HubAnswer answer, HubFile file, PartialFile content) throws TransientFailure, IOException {
        long begin = 0;
        if (answer.status() == 206) {
            Matcher range = CONTENT_RANGE.matcher(
                    answer.headers().firstValue("Content-Range").orElse(""));
            begin = range.matches() ? Long.parseLong(range.group(1)) : -1;
        }
        if (begin == content.position()) {
            return;
        }
        if (begin != 0) {
            throw new TransientFailure(
                    new DownloadFailure(
                            DownloadError.UNREACHABLE,
                            "%s sent another part of %s than it was asked for; check the proxy or mirror on the way."
                                    .formatted(answer.uri().getAuthority(), file.path())),
                    null);
        }
        meter.dropped(content.position());
        content.restart();
    }

    private static DownloadFailure cutShort(HubFile file, PartialFile content) {
        return new DownloadFailure(
                DownloadError.UNREACHABLE,
                "The download of %s ended after %d of %d bytes; check the proxy or mirror on the way."
                        .formatted(file.path(), content.position(), file.size()));
    }

    private DownloadException wrong(HubFile file, int tries) {
        return new DownloadException(
                DownloadError.HASH_MISMATCH,
                "File %s of %s was downloaded %d times and never had the hash %s; check the proxy or mirror on the way, and the disk."
                        .formatted(
                                file.path(),
                                plan.source().repository(),
                                tries,
                                file.hash().text()));
    }
}
