package com.amd.aim.kube.schema.format;

import com.google.re2j.Pattern;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Network addresses as text. Leading zeros are tolerated, as in the API server's format checks. */
final class Addresses {

    private static final Pattern V4 = Pattern.compile("^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$");
    private static final Pattern V6 = Pattern.compile("^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$");

    private Addresses() {}

    static boolean ipv4(String text) {
        if (!V4.matches(text)) {
            return text.contains(".") && ipv6(text);
        }
        for (String part : text.split("\\.", -1)) {
            if (part.length() > 10 || Long.parseLong(part) > 255) {
                return false;
            }
        }
        return true;
    }

    static boolean ipv6(String text) {
        if (!V6.matches(text)) {
            return false;
        }
        try {
            InetAddress _ = Inet6Address.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static boolean cidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !Pattern.matches("[0-9]{1,3}", text.substring(slash + 1))) {
            return false;
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        String address = text.substring(0, slash);
        return V4.matches(address) ? ipv4(address) && bits <= 32 : ipv6(address) && bits <= 128;
    }
}
