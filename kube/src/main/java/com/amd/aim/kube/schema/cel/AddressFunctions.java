package com.amd.aim.kube.schema.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.function.Function;

/** IP addresses and networks in expressions: {@code cidr('10.0.0.0/8').containsIP(self.address)}. */
final class AddressFunctions {

    private static final CelType IP = OpaqueType.create("net.IP");
    private static final CelType CIDR = OpaqueType.create("net.CIDR");
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType BOOL = SimpleType.BOOL;

    private AddressFunctions() {}

    static void addTo(Functions functions) {
        addresses(functions);
        kinds(functions);
        networks(functions);
        contents(functions);
    }

    private static void addresses(Functions functions) {
        functions
                .function("ip", "string_to_ip", IP, TEXT, String.class, IpAddress::parse)
                .function("isIP", "is_ip", BOOL, TEXT, String.class, IpAddress::valid)
                .function(
                        "ip.isCanonical",
                        "ip_is_canonical",
                        BOOL,
                        TEXT,
                        String.class,
                        text -> IpAddress.parse(text).toString().equals(text))
                .function("string", "ip_to_string", TEXT, IP, IpAddress.class, IpAddress::toString)
                .method("family", "ip_family", SimpleType.INT, IP, IpAddress.class, ip -> (long) ip.family());
    }

    private static void kinds(Functions functions) {
        Class<IpAddress> type = IpAddress.class;
        functions
                .method(
                        "isUnspecified",
                        "ip_is_unspecified",
                        BOOL,
                        IP,
                        type,
                        ip -> ip.value().isAnyLocalAddress())
                .method(
                        "isLoopback",
                        "ip_is_loopback",
                        BOOL,
                        IP,
                        type,
                        ip -> ip.value().isLoopbackAddress())
                .method(
                        "isLinkLocalMulticast",
                        "ip_is_link_local_multicast",
                        BOOL,
                        IP,
                        type,
                        ip -> ip.value().isMCLinkLocal())
                .method(
                        "isLinkLocalUnicast",
                        "ip_is_link_local_unicast",
                        BOOL,
                        IP,
                        type,
                        ip -> ip.value().isLinkLocalAddress())
                .method("isGlobalUnicast", "ip_is_global_unicast", BOOL, IP, type, IpAddress::isGlobalUnicast);
    }

    private static void networks(Functions functions) {
        functions
                .function("cidr", "string_to_cidr", CIDR, TEXT, String.class, Cidr::parse)
                .function("isCIDR", "is_cidr", BOOL, TEXT, String.class, Cidr::valid)
                .function("string", "cidr_to_string", TEXT, CIDR, Cidr.class, Cidr::toString)
                .method("ip", "cidr_ip", IP, CIDR, Cidr.class, Cidr::ip)
                .method("masked", "cidr_masked", CIDR, CIDR, Cidr.class, Cidr::masked)
                .method("prefixLength", "cidr_prefix_length", SimpleType.INT, CIDR, Cidr.class, cidr ->
                        (long) cidr.bits());
    }

    private static void contents(Functions functions) {
        List<CelType> text = List.of(CIDR, TEXT);
        List<CelType> address = List.of(CIDR, IP);
        List<CelType> network = List.of(CIDR, CIDR);
        Class<Cidr> type = Cidr.class;
        functions
                .method(
                        "containsIP",
                        "cidr_contains_ip_string",
                        BOOL,
                        text,
                        type,
                        String.class,
                        (cidr, ip) -> cidr.contains(readable(IpAddress.valid(ip), ip, IpAddress::parse)))
                .method("containsIP", "cidr_contains_ip_ip", BOOL, address, type, IpAddress.class, Cidr::contains)
                .method(
                        "containsCIDR",
                        "cidr_contains_cidr_string",
                        BOOL,
                        text,
                        type,
                        String.class,
                        (cidr, other) -> cidr.contains(readable(Cidr.valid(other), other, Cidr::parse)))
                .method("containsCIDR", "cidr_contains_cidr", BOOL, network, type, type, Cidr::contains);
    }

    /** A text that is no address is to the API server no argument at all. */
    private static <T> T readable(boolean valid, String text, Function<String, T> parse) {
        if (!valid) {
            throw new IllegalArgumentException("no such overload");
        }
        return parse.apply(text);
    }
}
