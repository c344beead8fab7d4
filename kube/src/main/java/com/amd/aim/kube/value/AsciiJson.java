package com.amd.aim.kube.value;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rewrites JSON that arrives in pieces so that it says the same in ASCII alone: {@code "größe"} as {@code "gr\u005cu00f6\u005cu00dfe"}. A
 * character whose bytes are in two pieces comes with the second.
 *
 * <p>For readers who take each piece for whole characters, or as many characters for as many bytes.
 */
public final class AsciiJson {
    /** Of the bytes of a character all but the first begin with the bits 10. */
    private static final int FOLLOWS = 0b1000_0000;

    private static final int FOLLOWS_MASK = 0b1100_0000;

    private byte[] begun = {};

    /** {@return the next piece, from the position of this one to its limit, which stay as they are; this one itself where it is ASCII} */
    public ByteBuffer next(ByteBuffer piece) {
        if (begun.length == 0 && isAscii(piece)) {
            return piece;
        }
        byte[] bytes = joined(piece);
        int end = wholeCharacters(bytes);
        begun = Arrays.copyOfRange(bytes, end, bytes.length);
        String text = new String(bytes, 0, end, UTF_8);
        StringBuilder ascii = new StringBuilder(end * 2);
        text.chars().forEach(c -> append((char) c, ascii));
        return ByteBuffer.wrap(ascii.toString().getBytes(US_ASCII));
    }

    private static boolean isAscii(ByteBuffer piece) {
        for (int at = piece.position(); at < piece.limit(); at++) {
            if (piece.get(at) < 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] joined(ByteBuffer piece) {
        byte[] bytes = Arrays.copyOf(begun, begun.length + piece.remaining());
        piece.duplicate().get(bytes, begun.length, piece.remaining());
        return bytes;
    }

    private static void append(char c, StringBuilder ascii) {
        if (c < 0x80) {
            ascii.append(c);
        } else {
            ascii.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
        }
    }

    /** Where the last character begins if some of its bytes are missing; else the end. */
    private static int wholeCharacters(byte[] bytes) {
        int last = bytes.length - 1;
        while (last >= 0 && bytes.length - last < 4 && (bytes[last] & FOLLOWS_MASK) == FOLLOWS) {
            last--;
        }
        return last >= 0 && bytes.length - last < lengthFrom(bytes[last]) ? last : bytes.length;
    }

    /** How many bytes a character has that begins so. */
    private static int lengthFrom(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones >= 2 && ones <= 4 ? ones : 1;
    }
}
