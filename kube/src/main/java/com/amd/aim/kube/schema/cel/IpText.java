package com.amd.aim.kube.schema.cel;

import com.amd.aim.kube.value.GoText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and prints IP addresses, strictly, with the complaints of Go's {@code netip}. */
final class IpText {

    private final String text;

    private IpText(String text) {
        this.text = text;
    }

    /** {@return the 4 or 16 bytes of an address} */
    static byte[] read(String text) {
        IpText reader = new IpText(text);
        int dot = text.indexOf('.');
        int colon = text.indexOf(':');
        if (colon >= 0 && (dot < 0 || colon < dot)) {
            return reader.version6();
        }
        if (dot >= 0) {
            return reader.version4(text);
        }
        throw reader.fault("unable to parse IP", null);
    }

    private IllegalArgumentException fault(String words, @Nullable String at) {
        String where = at == null ? "" : " (at " + GoText.quote(at) + ")";
        return new IllegalArgumentException("ParseAddr(" + GoText.quote(text) + "): " + words + where);
    }

    private byte[] version4(String dotted) {
        String[] parts = dotted.split("\\.", -1);
        byte[] bytes = new byte[4];
        for (int i = 0; i < Math.min(parts.length, 4); i++) {
            bytes[i] = (byte) octet(parts[i]);
        }
        if (parts.length != 4) {
            throw fault(parts.length < 4 ? "IPv4 address too short" : "IPv4 address too long", null);
        }
        return bytes;
    }

    private int octet(String part) {
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < '0' || c > '9') {
                throw fault("unexpected character", text.substring(text.indexOf(part) + i));
            }
            value = value * 10 + c - '0';
            if (i > 0 && part.charAt(0) == '0') {
                throw fault("IPv4 field has octet with leading zero", null);
            }
            if (value > 255) {
                throw fault("IPv4 field has value >255", null);
            }
        }
        if (part.isEmpty()) {
            throw fault("IPv4 field must have at least one digit", text);
        }
        return value;
    }

    private byte[] version6() {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            throw fault("multiple :: in address", text.substring(text.indexOf("::", gap + 1) + 1));
        }
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
        List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
        int known = head.size() + tail.size();
        if (gap < 0 ? known < 8 : known > 7) {
            throw fault(
                    gap < 0 ? "address string too short" : "the :: must expand to at least one field of zeros", null);
        }
        if (known > 8) {
            throw fault("trailing garbage after address", text);
        }
        List<Integer> groups = new ArrayList<>(head);
        while (groups.size() < 8 - tail.size()) {
            groups.add(0);
        }
        groups.addAll(tail);
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[2 * i] = (byte) (groups.get(i) >> 8);
            bytes[2 * i + 1] = (byte) (int) groups.get(i);
        }
        return bytes;
    }

    private List<Integer> groups(String part) {
        List<Integer> groups = new ArrayList<>();
        String[] texts = part.isEmpty() ? new String[0] : part.split(":", -1);
        for (int i = 0; i < texts.length; i++) {
            if (i == texts.length - 1 && texts[i].contains(".")) {
                byte[] last = version4(texts[i]);
                groups.add((last[0] & 0xff) << 8 | (last[1] & 0xff));
                groups.add((last[2] & 0xff) << 8 | (last[3] & 0xff));
            } else {
                groups.add(group(texts[i]));
            }
        }
        return groups;
    }

    private int group(String digits) {
        if (digits.isEmpty() || !digits.matches("[0-9a-fA-F]+")) {
            throw fault("each colon-separated field must have at least one digit", text);
        }
        if (digits.length() > 4) {
            throw fault("each group must have 4 or less digits", text.substring(text.indexOf(digits)));
        }
        return Integer.parseInt(digits, 16);
    }

    /** {@return an address in its canonical form: of version 6 the longest run of zeros is left out} */
    static String print(byte[] bytes) {
        List<String> parts = new ArrayList<>();
        if (bytes.length == 4) {
            for (byte part : bytes) {
                parts.add(Integer.toString(part & 0xff));
            }
            return String.join(".", parts);
        }
        for (int i = 0; i < 16; i += 2) {
            parts.add(Integer.toHexString((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)));
        }
        int start = 0;
        int longest = 0;
        for (int i = 0; i < 8; i++) {
            int run = i;
            while (run < 8 && parts.get(run).equals("0")) {
                run++;
            }
            if (run - i > longest) {
                longest = run - i;
                start = i;
            }
        }
        return longest < 2
                ? String.join(":", parts)
                : String.join(":", parts.subList(0, start)) + "::"
                        + String.join(":", parts.subList(start + longest, 8));
    }
}
