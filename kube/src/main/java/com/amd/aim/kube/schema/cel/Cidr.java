package com.amd.aim.kube.schema.cel;

import com.amd.aim.kube.value.GoText;
import com.google.re2j.Pattern;

/**
 * A network: an address and how many of its bits count.
 *
 * @param bits how many
 */
record Cidr(IpAddress ip, int bits) {

    private static final String LEAD = "network address parse error during conversion from string: ";
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    /** {@return the network; IllegalArgumentException, in the words of the API server, when it is none} */
    static Cidr parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw fault(text, "no '/'");
        }
        byte[] address;
        try {
            address = IpText.read(text.substring(0, slash));
        } catch (IllegalArgumentException e) {
            throw fault(text, String.valueOf(e.getMessage()));
        }
        String length = text.substring(slash + 1);
        if (!LENGTH.matches(length)) {
            throw fault(text, "bad bits after slash: " + GoText.quote(length));
        }
        if (Integer.parseInt(length) > address.length * 8) {
            throw fault(text, "prefix length out of range");
        }
        if (IpAddress.isMapped(address)) {
            throw new IllegalArgumentException(
                    LEAD + "IPv4-mapped IPv6 address " + GoText.quote(text) + " is not allowed");
        }
        return new Cidr(IpAddress.of(address), Integer.parseInt(length));
    }

    private static IllegalArgumentException fault(String text, String words) {
        return new IllegalArgumentException(LEAD + LEAD + "netip.ParsePrefix(" + GoText.quote(text) + "): " + words);
    }

    static boolean valid(String text) {
        try {
            return parse(text).bits >= 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    Cidr masked() {
        byte[] address = ip.bits();
        for (int i = bits; i < address.length * 8; i++) {
            address[i / 8] &= (byte) ~(0x80 >> (i % 8));
        }
        return new Cidr(IpAddress.of(address), bits);
    }

    boolean contains(IpAddress other) {
        return other.family() == ip.family() && new Cidr(other, bits).masked().equals(masked());
    }

    boolean contains(Cidr other) {
        return bits <= other.bits && contains(other.ip);
    }

    @Override
    public String toString() {
        return ip + "/" + bits;
    }
}
