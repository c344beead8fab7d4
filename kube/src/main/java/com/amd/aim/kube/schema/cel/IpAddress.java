package com.amd.aim.kube.schema.cel;

import com.amd.aim.kube.value.GoText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * An IP address of version 4 or 6. A version-4 address in the clothes of version 6 and one with a zone are none.
 *
 * @param value the address; two are equal when their bits are
 */
record IpAddress(InetAddress value) {

    /** {@return the address; IllegalArgumentException, in the words of the API server, when it is none} */
    static IpAddress parse(String text) {
        if (text.contains("%") && text.contains(":")) {
            throw new IllegalArgumentException("IP address " + GoText.quote(text) + " with zone value is not allowed");
        }
        byte[] bits;
        try {
            bits = IpText.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "IP Address " + GoText.quote(text) + " parse error during conversion from string: "
                            + e.getMessage(),
                    e);
        }
        if (isMapped(bits)) {
            throw new IllegalArgumentException("IPv4-mapped IPv6 address " + GoText.quote(text) + " is not allowed");
        }
        return of(bits);
    }

    static boolean valid(String text) {
        try {
            return parse(text).bits().length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static IpAddress of(byte[] bits) {
        try {
            return new IpAddress(InetAddress.getByAddress(bits));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    static boolean isMapped(byte[] bits) {
        return bits.length == 16 && HexFormat.of().formatHex(bits, 0, 12).equals("00000000000000000000ffff");
    }

    byte[] bits() {
        return value.getAddress();
    }

    int family() {
        return bits().length == 4 ? 4 : 6;
    }

    boolean isGlobalUnicast() {
        boolean broadcast = family() == 4 && HexFormat.of().formatHex(bits()).equals("ffffffff");
        return !broadcast
                && !value.isAnyLocalAddress()
                && !value.isLoopbackAddress()
                && !value.isMulticastAddress()
                && !value.isLinkLocalAddress();
    }

    /** {@return the one canonical form} */
    @Override
    public String toString() {
        return IpText.print(bits());
    }
}
