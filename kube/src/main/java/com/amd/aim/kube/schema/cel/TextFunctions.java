package com.amd.aim.kube.schema.cel;

import com.amd.aim.kube.value.GoText;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Searching in strings, and addresses of the web. */
final class TextFunctions {

    private static final CelType URL = OpaqueType.create("kubernetes.URL");
    private static final CelType TEXT = SimpleType.STRING;
    private static final Pattern AUTHORITY = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*");
    private static final CelType QUERY = MapType.create(TEXT, ListType.create(TEXT));

    private TextFunctions() {}

    static void addTo(Functions functions) {
        functions
                .method(
                        "find",
                        "string_find_string",
                        TEXT,
                        List.of(TEXT, TEXT),
                        String.class,
                        String.class,
                        TextFunctions::find)
                .method(
                        "findAll",
                        "string_find_all_string",
                        ListType.create(TEXT),
                        List.of(TEXT, TEXT),
                        String.class,
                        String.class,
                        (text, regex) -> findAll(text, regex, -1))
                .method(
                        "findAll",
                        "string_find_all_string_int",
                        ListType.create(TEXT),
                        List.of(TEXT, TEXT, SimpleType.INT),
                        List.of(String.class, String.class, Long.class),
                        arguments -> findAll((String) arguments[0], (String) arguments[1], (Long) arguments[2]));
        functions.method(
                "format",
                "string_format",
                TEXT,
                List.of(TEXT, ListType.create(SimpleType.DYN)),
                String.class,
                List.class,
                TextFormat::format);
        addresses(functions);
    }

    private static void addresses(Functions functions) {
        functions
                .function(
                        "isURL",
                        "is_url_string",
                        SimpleType.BOOL,
                        TEXT,
                        String.class,
                        text -> url(text).isPresent())
                .function(
                        "url",
                        "string_to_url",
                        URL,
                        TEXT,
                        String.class,
                        text -> url(text)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "URL parse error during conversion from string: parse " + GoText.quote(text)
                                                + ": invalid URI for request")))
                .method("getScheme", "url_get_scheme", TEXT, URL, URI.class, url -> text(url.getScheme()))
                .method("getHost", "url_get_host", TEXT, URL, URI.class, url -> host(text(url.getRawAuthority())))
                .method("getHostname", "url_get_hostname", TEXT, URL, URI.class, url -> hostname(text(url.getHost())))
                .method(
                        "getPort",
                        "url_get_port",
                        TEXT,
                        URL,
                        URI.class,
                        url -> url.getPort() < 0 ? "" : Integer.toString(url.getPort()))
                .method("getEscapedPath", "url_get_escaped_path", TEXT, URL, URI.class, url -> text(url.getRawPath()))
                .method("getQuery", "url_get_query", QUERY, URL, URI.class, url -> query(text(url.getRawQuery())));
    }

    private static String find(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static List<String> findAll(String text, String regex, long most) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        List<String> found = new ArrayList<>();
        while ((most < 0 || found.size() < most) && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    /** {@return the address; it must name a scheme or be an absolute path, and have no fragment to be cut off} */
    private static Optional<URI> url(String text) {
        Matcher authority = AUTHORITY.matcher(text);
        int path = authority.find() ? authority.end() : 0;
        try {
            URI uri = new URI(text.substring(0, path) + text.substring(path).replace(" ", "%20"));
            return uri.isAbsolute() || text.startsWith("/") ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@return host and port without the user} */
    private static String host(String authority) {
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                    .add(parts.length == 2 ? decoded(parts[1]) : "");
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String hostname(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String text(@org.jspecify.annotations.Nullable String part) {
        return part == null ? "" : part;
    }
}
