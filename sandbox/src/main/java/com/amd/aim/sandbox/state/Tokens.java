package com.amd.aim.sandbox.state;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Tokens that nobody can guess. */
final class Tokens {

    private Tokens() {}

    static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
