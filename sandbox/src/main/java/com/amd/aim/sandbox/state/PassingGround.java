package com.amd.aim.sandbox.state;

import com.amd.aim.sandbox.api.store.Journal;
import com.amd.aim.sandbox.api.tls.OwnCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** All is new and goes with the sandbox. */
record PassingGround(StateDirectory directory, String token, Journal journal) implements Ground {

    static PassingGround make() throws IOException {
        return new PassingGround(StateDirectory.of(null), Tokens.random(), Journal.none());
    }

    @Override
    public Path files() {
        return directory.path();
    }

    @Override
    public Optional<String> nodes() {
        return Optional.empty();
    }

    @Override
    public Optional<OwnCertificate> certificate() {
        return Optional.empty();
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public int hubPort() {
        return 0;
    }

    @Override
    public void settle(String nodes, int port, int hubPort) {
        // there is no next time
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
