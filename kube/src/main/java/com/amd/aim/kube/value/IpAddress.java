package com.amd.aim.kube.value;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address, read without asking a name service. */
public final class IpAddress {

    /** Four or sixteen, never changed. */
    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** How strictly IPv4 is read. */
    public enum Zeros {
        /** {@code 010.0.0.1} is {@code 10.0.0.1}, as it was long ago. */
        TOLERATED,
        /** Leading zeros are an error. */
        FORBIDDEN
    }

    /** {@return the address, null when the text is none; zones are not read} */
    public static @Nullable IpAddress parse(String text, Zeros zeros) {
        byte[] bytes = text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text, zeros);
        return bytes == null ? null : new IpAddress(bytes);
    }

    private static byte @Nullable [] parseV4(String text, Zeros zeros) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] out = new byte[4];
        for (int i = 0; i < 4; i++) {
            int number = number(parts[i], 10, 255, 12);
            boolean zeroPadded = parts[i].length() > 1 && parts[i].charAt(0) == '0';
            if (number < 0 || (zeroPadded && zeros == Zeros.FORBIDDEN)) {
                return null;
            }
            out[i] = (byte) number;
        }
        return out;
    }

    private static int number(String text, int radix, int max, int digits) {
        if (text.isEmpty() || text.length() > digits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            value = value * radix + digit;
            if (value > max) {
                return -1;
            }
        }
        return value;
    }

    private static byte @Nullable [] parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == 16 ? all : null;
        }
        byte[] head = groups(text.substring(0, gap));
        byte[] tail = groups(text.substring(gap + 2));
        if (head == null || tail == null || head.length + tail.length > 14) {
            return null;
        }
        byte[] out = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, out, 16 - tail.length, tail.length);
        return out;
    }

    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] out = new byte[parts.length * 2 + 2];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            byte[] v4 = last && parts[i].indexOf('.') >= 0 ? parseV4(parts[i], Zeros.FORBIDDEN) : null;
            if (v4 != null) {
                System.arraycopy(v4, 0, out, length, 4);
                length += 4;
                continue;
            }
            int group = number(parts[i].toLowerCase(Locale.ROOT), 16, 0xffff, 4);
            if (group < 0) {
                return null;
            }
            out[length++] = (byte) (group >> 8);
            out[length++] = (byte) group;
        }
        return length > 16 ? null : Arrays.copyOf(out, length);
    }

    /** {@return the number of bits, 32 or 128} */
    public int length() {
        return bytes.length * 8;
    }

    /** {@return a bit, the first being the highest} */
    public boolean bit(int index) {
        return (bytes[index / 8] & (0x80 >> (index % 8))) != 0;
    }

    /** {@return a byte as a number from 0 to 255} */
    public int octet(int index) {
        return bytes[index] & 255;
    }

    /** {@return 4 or 6} */
    public int family() {
        return bytes.length == 4 ? 4 : 6;
    }

    /** {@return whether this is an IPv4 address written as IPv6} */
    public boolean isMapped() {
        for (int i = 0; i < 10 && bytes.length == 16; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes.length == 16 && bytes[10] == -1 && bytes[11] == -1;
    }

    /** {@return the address with all bits after the first few cleared} */
    public IpAddress masked(int prefixLength) {
        byte[] out = bytes.clone();
        for (int bit = prefixLength; bit < out.length * 8; bit++) {
            out[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return new IpAddress(out);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@return the canonical text: lower case, the longest run of zeros shortened} */
    @Override
    public String toString() {
        if (bytes.length == 4) {
            return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + "." + (bytes[3] & 255);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                out.append("::");
                i += length - 1;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return out.toString();
    }

    private int group(int index) {
        return (bytes[2 * index] & 255) << 8 | (bytes[2 * index + 1] & 255);
    }
}
