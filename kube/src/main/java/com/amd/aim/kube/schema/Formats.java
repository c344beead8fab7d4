package com.amd.aim.kube.schema;

import com.amd.aim.kube.value.GoDuration;
import com.amd.aim.kube.value.IpAddress;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The string formats that the API server checks; it ignores all others. */
final class Formats {

    private static final Map<String, Predicate<String>> FORMATS = Map.ofEntries(
            Map.entry("bsonobjectid", matching("(?i)^[0-9a-f]{24}$")),
            Map.entry("uri", Formats::isUri),
            Map.entry("email", matching("^([^<>]*<[^\\s<>@]+@[^\\s<>@]+>|[^\\s<>@]+@[^\\s<>@]+)$")),
            Map.entry("hostname", Formats::isHostname),
            Map.entry("ipv4", text -> text.contains(".") && isIp(text)),
            Map.entry("ipv6", text -> text.contains(":") && isIp(text)),
            Map.entry("cidr", Formats::isCidr),
            Map.entry(
                    "mac",
                    matching("(?i)^([0-9a-f]{2}([:-][0-9a-f]{2}){5}([:-][0-9a-f]{2}){0,14}"
                            + "|[0-9a-f]{4}(\\.[0-9a-f]{4}){2}(\\.[0-9a-f]{4}){0,7})$")),
            Map.entry("uuid", uuid("[0-9a-f]{4}", "[0-9a-f]{4}")),
            Map.entry("uuid3", uuid("3[0-9a-f]{3}", "[0-9a-f]{4}")),
            Map.entry("uuid4", uuid("4[0-9a-f]{3}", "[89ab][0-9a-f]{3}")),
            Map.entry("uuid5", uuid("5[0-9a-f]{3}", "[89ab][0-9a-f]{3}")),
            Map.entry("isbn", text -> isIsbn10(text) || isIsbn13(text)),
            Map.entry("isbn10", Formats::isIsbn10),
            Map.entry("isbn13", Formats::isIsbn13),
            Map.entry("creditcard", Formats::isCreditCard),
            Map.entry("ssn", matching("^\\d{3}[- ]?\\d{2}[- ]?\\d{4}$")),
            Map.entry("hexcolor", matching("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
            Map.entry(
                    "rgbcolor",
                    matching("^rgb\\(\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*,"
                            + "\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*,"
                            + "\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*\\)$")),
            Map.entry(
                    "byte",
                    matching("^(?:[A-Za-z0-9+/]{4})*" + "(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$")),
            Map.entry("password", _ -> true),
            Map.entry("date", Formats::isDate),
            Map.entry("duration", text -> GoDuration.parseLenient(text) != null),
            Map.entry("datetime", Formats::isDateTime),
            Map.entry("k8sshortname", text -> text.length() <= 63 && Names.isDns1123Label(text)),
            Map.entry("k8slongname", text -> text.length() <= 253 && Names.isDns1123Subdomain(text)));

    private static final Pattern HOSTNAME =
            Pattern.compile("^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)"
                    + "|([a-zA-Z0-9\\p{S}\\p{L}](([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)(\\.)){1,}"
                    + "([a-zA-Z\\p{L}]){2,63})$");
    private static final Pattern TIME =
            Pattern.compile("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$");
    private static final Pattern URI = Pattern.compile(
            "^([a-zA-Z][a-zA-Z0-9+.-]*://[^/?#\\x00-\\x20\\x7f<>\"\\\\^`{|}]*(/[^\\x00-\\x20\\x7f]*|\\?[^\\x00-\\x20\\x7f]*)?"
                    + "|[a-zA-Z][a-zA-Z0-9+.-]*:/[^\\x00-\\x20\\x7f]*|/[^\\x00-\\x20\\x7f]*)$");
    private static final Pattern CREDIT_CARD = Pattern.compile("^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}"
            + "|(222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}|6(?:011|5[0-9][0-9])[0-9]{12}"
            + "|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\\d{3})\\d{11}|6[27][0-9]{14})$");

    private Formats() {}

    /** {@return the format if it is checked for values of this type, else empty} */
    static String supported(String type, String format, boolean intOrString) {
        boolean known = switch (intOrString ? "" : type) {
            case "", "string" -> FORMATS.containsKey(normal(format));
            case "integer" -> format.equals("int32") || format.equals("int64");
            case "number" -> format.equals("float") || format.equals("double");
            default -> false;
        };
        return known ? format : "";
    }

    /** {@return whether a text has the format; every text has one that is not checked} */
    static boolean matches(String format, String text) {
        return FORMATS.getOrDefault(normal(format), _ -> true).test(text);
    }

    private static String normal(String format) {
        return format.replace("-", "");
    }

    private static Predicate<String> matching(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return text -> compiled.matcher(text).find();
    }

    private static Predicate<String> uuid(String third, String fourth) {
        return matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?" + third + "-?" + fourth + "-?[0-9a-f]{12}$");
    }

    private static boolean isIp(String text) {
        return IpAddress.parse(text, IpAddress.Zeros.TOLERATED) != null;
    }

    private static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        IpAddress address = slash < 0 ? null : IpAddress.parse(text.substring(0, slash), IpAddress.Zeros.TOLERATED);
        if (address == null || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return false;
        }
        return Integer.parseInt(text.substring(slash + 1)) <= address.length();
    }

    private static boolean isUri(String text) {
        if (!URI.matches(text)) {
            return false;
        }
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return !Pattern.compile("%($|[^0-9a-fA-F]|[0-9a-fA-F]($|[^0-9a-fA-F]))")
                .matcher(path)
                .find();
    }

    private static boolean isHostname(String text) {
        if (text.length() > 255 || !HOSTNAME.matches(text)) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (label.length() > 63) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return text.length() == 10;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int t = lower.indexOf('t');
        if (t < 0 || !isDate(lower.substring(0, t))) {
            return false;
        }
        int next = lower.indexOf('t', t + 1);
        Matcher time = TIME.matcher(lower.substring(t + 1, next < 0 ? lower.length() : next));
        return time.find()
                && time.group(1).compareTo("23") <= 0
                && time.group(2).compareTo("59") <= 0
                && time.group(3).compareTo("59") <= 0;
    }

    private static boolean isIsbn10(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("(?:[0-9]{9}X|[0-9]{10})")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (i + 1) * (digits.charAt(i) - '0');
        }
        sum += digits.charAt(9) == 'X' ? 100 : 10 * (digits.charAt(9) - '0');
        return sum % 11 == 0;
    }

    private static boolean isIsbn13(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
        }
        return digits.charAt(12) - '0' == (10 - sum % 10) % 10;
    }

    private static boolean isCreditCard(String text) {
        String digits = text.replaceAll("[^0-9]+", "");
        if (!CREDIT_CARD.matches(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
