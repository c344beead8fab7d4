package com.amd.aim.engine.cache;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which proxy a request goes through, by the environment variables that other tools read: {@code https_proxy} and {@code http_proxy} by
 * the target's scheme, else {@code all_proxy}; {@code no_proxy} names the hosts that are asked directly. Each also in upper case.
 *
 * <p>An entry of {@code no_proxy} is {@code *}, a domain (which covers its subdomains, with or without a dot before it), a host, an
 * address or a CIDR block; each with an optional port. Blocks cover hosts written as addresses: nothing is resolved for it.
 */
final class ProxyRules extends ProxySelector {
    private final Map<String, URI> proxies;
    private final List<String> direct;

    private ProxyRules(Map<String, URI> proxies, List<String> direct) {
        this.proxies = proxies;
        this.direct = direct;
    }

    /**
     * Reads the environment.
     *
     * @throws DownloadException {@link DownloadError#INVALID_SOURCE} when a proxy is not {@code http://host:port}
     */
    static ProxyRules of(Map<String, String> env) throws DownloadException {
        Map<String, URI> proxies = new TreeMap<>();
        for (String scheme : List.of("https", "http")) {
            Optional<String> name = Stream.of(scheme + "_proxy", "all_proxy")
                    .flatMap(lower -> Stream.of(lower, lower.toUpperCase(Locale.ROOT)))
                    .filter(variable -> !env.getOrDefault(variable, "").isBlank())
                    .findFirst();
            if (name.isPresent()) {
                proxies.put(
                        scheme,
                        proxy(name.get(), env.getOrDefault(name.get(), "").strip()));
            }
        }
        String direct = env.getOrDefault("no_proxy", env.getOrDefault("NO_PROXY", ""));
        return new ProxyRules(
                proxies,
                Arrays.stream(direct.split("[,\\s]+", -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> entry.toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Override
    public List<Proxy> select(URI target) {
        URI proxy = proxies.get(target.getScheme().toLowerCase(Locale.ROOT));
        return List.of(proxy == null || isDirect(target) ? Proxy.NO_PROXY : http(proxy));
    }

    @Override
    public void connectFailed(URI target, SocketAddress address, IOException e) {
        // nothing to remember: there is no second proxy to fall back to, and the request itself fails with the reason
    }

    private static Proxy http(URI proxy) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy)));
    }

    /** The message never holds the value: it may carry a password. */
    private static URI proxy(String variable, String value) throws DownloadException {
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new DownloadException(
                DownloadError.INVALID_SOURCE,
                "Environment variable %s is not a proxy that can be used: write http://host:port, without a user or password."
                        .formatted(variable));
    }

    private boolean isDirect(URI target) {
        String host = target.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        return direct.stream().anyMatch(entry -> covers(entry, host, port(target)));
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash > 0) {
            return inBlock(entry.substring(0, slash), entry.substring(slash + 1), host);
        }
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0 && colon == entry.indexOf(':');
        if (hasPort && !entry.substring(colon + 1).equals(Integer.toString(port))) {
            return false;
        }
        String name = (hasPort ? entry.substring(0, colon) : entry).replaceAll("^\\*?\\.", "");
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean inBlock(String network, String bits, String host) {
        try {
            byte[] block = InetAddress.ofLiteral(network).getAddress();
            byte[] address = InetAddress.ofLiteral(host).getAddress();
            int length = Integer.parseInt(bits);
            if (block.length != address.length || length < 0 || length > 8 * block.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((block[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The port that a request to this address goes to. */
    static int port(URI uri) {
        return uri.getPort() > 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
