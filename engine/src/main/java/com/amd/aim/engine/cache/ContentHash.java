package com.amd.aim.engine.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a file's content must hash to; its hexadecimal form is the blob's name in the cache. Large files carry a SHA-256 of the content,
 * small ones the SHA-1 that git names a blob by: of {@code "blob <size>\0"} followed by the content.
 *
 * @param kind the algorithm
 * @param hex lower-case hexadecimal digits
 */
public record ContentHash(Kind kind, String hex) {

    /** The two ways the hub states a hash. */
    public enum Kind {
        SHA256("sha256", "SHA-256", 64),
        GIT_SHA1("git-sha1", "SHA-1", 40);

        private final String word;
        private final String algorithm;
        private final int digits;

        Kind(String word, String algorithm, int digits) {
            this.word = word;
            this.algorithm = algorithm;
            this.digits = digits;
        }
    }

    public ContentHash {
        if (hex.length() != kind.digits
                || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c) && c < 128)) {
            throw new IllegalArgumentException("\"%s\" is not a %s hash".formatted(hex, kind.word));
        }
    }

    /** {@code sha256:<hex>} or {@code git-sha1:<hex>}, as in the completion marker. */
    public String text() {
        return kind.word + ":" + hex;
    }

    /** Reads {@link #text()}. */
    public static Optional<ContentHash> parse(String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> text.startsWith(kind.word + ":"))
                .map(kind -> new ContentHash(kind, text.substring(kind.word.length() + 1)))
                .findFirst();
    }

    /** A digest to feed the content of a file of this size to. */
    MessageDigest digest(long size) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(kind.algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + kind.algorithm, e);
        }
        if (kind == Kind.GIT_SHA1) {
            digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        return digest;
    }

    /** Whether the digest, fed with the whole content, is this hash. Resets the digest. */
    boolean matches(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).equals(hex);
    }
}
