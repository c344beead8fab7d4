package com.amd.aim.sandbox.api.wire;

import java.nio.charset.StandardCharsets;

/** Walks the fields of one protobuf message. */
final class Bytes {

    private final byte[] bytes;
    private final int end;
    private int at;

    Bytes(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Bytes(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    /** The next number in protobuf's variable length. */
    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number does not end");
    }

    /** The part that the next length delimits. */
    Bytes part() {
        int length = Math.toIntExact(number());
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("a part is longer than the whole");
        }
        Bytes part = new Bytes(bytes, at, at + length);
        at += length;
        return part;
    }

    long fixed(int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[at++] & 0xffL) << (8 * i);
        }
        return value;
    }

    String text() {
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    byte[] rest() {
        return java.util.Arrays.copyOfRange(bytes, at, end);
    }

    /** Passes over a value of a wire type. */
    void skip(int wireType) {
        switch (wireType) {
            case 0 -> number();
            case 1 -> fixed(8);
            case 2 -> part();
            case 5 -> fixed(4);
            default -> throw new IllegalArgumentException("wire type " + wireType);
        }
    }
}
