package com.amd.aim.sandbox.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a generated repository.
 *
 * @param path its path in the repository
 * @param content its bytes, not to be changed
 * @param large whether the hub keeps it in its storage, named by SHA-256, rather than in git
 * @param hash what names it: SHA-256 of a large file, git's blob SHA-1 of another
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and never changed
record TinyFile(String path, byte[] content, boolean large, String hash) {
    /** A text larger than this would be in the storage of a real hub too. */
    private static final int LARGEST_IN_GIT = 256 << 10;

    static TinyFile of(String path, byte[] content) {
        boolean large = path.endsWith(".safetensors") || content.length > LARGEST_IN_GIT;
        return new TinyFile(path, content, large, large ? hex(digest("SHA-256"), content) : gitHash(content));
    }

    static TinyFile of(String path, String content) {
        return of(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Git's name of a blob with this content. */
    static String gitHash(byte[] content) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return hex(sha1, content);
    }

    /** What git holds in place of a large file. */
    String pointer() {
        return "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n".formatted(hash, content.length);
    }

    /** Git's name for what it holds. */
    String gitId() {
        return large ? gitHash(pointer().getBytes(StandardCharsets.US_ASCII)) : hash;
    }

    private static String hex(MessageDigest digest, byte[] content) {
        return HexFormat.of().formatHex(digest.digest(content));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }
}
