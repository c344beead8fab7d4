package com.amd.aim.sandbox.state;

import com.amd.aim.sandbox.api.store.Journal;
import com.amd.aim.sandbox.api.tls.OwnCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a sandbox stands on: its files, its objects, and who it is to its clients. */
public sealed interface Ground extends AutoCloseable permits PassingGround, KeptGround {

    /**
     * Finds what a sandbox left in {@code directory}, or makes it.
     *
     * @param directory null: all is new and goes with the sandbox
     * @throws StateUnusable when the directory cannot be used, or another sandbox uses it
     */
    static Ground of(@Nullable Path directory, Instant now) throws IOException {
        return directory == null ? PassingGround.make() : KeptGround.open(directory, now);
    }

    /** Where volumes and containers keep their files. */
    Path files();

    /** What a client sends as {@code Authorization: Bearer}. */
    String token();

    /** Where objects are kept. */
    Journal journal();

    /** The nodes of the last time. */
    Optional<String> nodes();

    /** The API server's certificate, where it is to be the same the next time. */
    Optional<OwnCertificate> certificate();

    /** Where the API server answered the last time; 0 when it does not matter. */
    int port();

    /** Where the hub answered the last time; 0 when it does not matter. */
    int hubPort();

    /** Remembers what the next time is to be like. */
    void settle(String nodes, int port, int hubPort) throws IOException;

    @Override
    void close() throws IOException;
}
