package com.amd.aim.sandbox;

import com.amd.aim.sandbox.api.ApiServer;
import com.amd.aim.sandbox.state.Ground;
import java.io.IOException;
import java.net.BindException;

/** Where the API server and the hub answer: as before where that is free, so that whoever knows them finds them again. */
final class Ports {

    private Ports() {}

    /** Something that answers at a port; 0 is any free one. */
    interface Opening<T> {
        T at(int port) throws IOException;
    }

    static <T> T again(int before, Opening<T> opening) throws IOException {
        try {
            return opening.at(before);
        } catch (BindException taken) {
            if (before == 0) {
                throw taken;
            }
            return opening.at(0);
        }
    }

    /**
     * Opens the API server's TLS port, if somebody will know it or its certificate; a certificate takes its time.
     *
     * @param asked 0 for the one it had before, else any
     * @return the port, 0 while it is not open
     */
    static int secure(ApiServer server, Ground ground, int asked) throws IOException {
        if (ground.certificate().isPresent()) {
            var certificate = ground.certificate().get();
            return asked != 0
                    ? server.openTls(asked, certificate)
                    : again(ground.port(), port -> server.openTls(port, certificate));
        }
        if (asked != 0) {
            server.openTls(asked);
        }
        return asked;
    }
}
