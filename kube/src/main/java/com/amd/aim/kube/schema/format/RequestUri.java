package com.amd.aim.kube.schema.format;

import com.google.re2j.Pattern;

/**
 * URIs as the format {@code uri} takes them: what may stand in a request line. That is an absolute path, or a scheme and
 * anything that is no malformed host.
 */
final class RequestUri {

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:");
    private static final Pattern BROKEN_ESCAPE =
            Pattern.compile("%([^0-9a-fA-F]|[0-9a-fA-F][^0-9a-fA-F]|[0-9a-fA-F]?$)");
    private static final Pattern USER = Pattern.compile("^[-a-zA-Z0-9._:~!$&'()*+,;=%@]*$");
    private static final Pattern HOST = Pattern.compile("^[-a-zA-Z0-9._~!$&'()*+,;=<>\"\\[\\]:\\x{80}-\\x{10ffff}]*$");
    private static final Pattern LITERAL_HOST = Pattern.compile("^\\[[^\\]]*\\](:[0-9]*)?$");
    private static final Pattern NAMED_HOST = Pattern.compile("^[^:\\[\\]]*(:[0-9]*)?$");

    private RequestUri() {}

    static boolean valid(String text) {
        if (text.isEmpty() || CONTROL.matcher(text).find()) {
            return false;
        }
        var scheme = SCHEME.matcher(text);
        boolean named = scheme.find();
        String rest = named ? text.substring(scheme.end()) : text;
        int query = rest.indexOf('?');
        rest = query < 0 ? rest : rest.substring(0, query);
        if (!rest.startsWith("/")) {
            return named || text.equals("*");
        }
        if (!named || !rest.startsWith("//")) {
            return !BROKEN_ESCAPE.matcher(rest).find();
        }
        int path = rest.indexOf('/', 2);
        String authority = path < 0 ? rest.substring(2) : rest.substring(2, path);
        return authority(authority)
                && (path < 0 || !BROKEN_ESCAPE.matcher(rest.substring(path)).find());
    }

    private static boolean authority(String text) {
        int at = text.lastIndexOf('@');
        String host = text.substring(at + 1);
        boolean form = host.startsWith("[") ? LITERAL_HOST.matches(host) : NAMED_HOST.matches(host);
        return form && HOST.matches(host) && (at < 0 || USER.matches(text.substring(0, at)));
    }
}
