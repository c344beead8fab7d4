package com.amd.aim.kube.schema.format;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The formats that the API server checks, and how it checks them. It ignores all others, and these too where they stand
 * beside another type. Names are compared without dashes.
 */
public final class Formats {

    private static final Set<String> INTEGERS = Set.of("int32", "int64");
    private static final Set<String> NUMBERS = Set.of("float", "double");
    private static final String HEX8_TO_12 = "-?[0-9a-f]{12}$";
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    private static final Map<String, Predicate<String>> STRINGS = Map.ofEntries(
            Map.entry("bsonobjectid", matching("^[0-9a-fA-F]{24}$")),
            Map.entry("uri", RequestUri::valid),
            Map.entry("email", matching("^([^<>@\"]*<)?[^\\s@<>()\\[\\],;:\"]+@[^\\s@<>(),;:\"]+>?$")),
            Map.entry("hostname", Formats::hostname),
            Map.entry("ipv4", Addresses::ipv4),
            Map.entry("ipv6", Addresses::ipv6),
            Map.entry("cidr", Addresses::cidr),
            Map.entry(
                    "mac",
                    matching(mac("[0-9a-fA-F]{2}", ":", 6, 8, 20) + "|" + mac("[0-9a-fA-F]{2}", "-", 6, 8, 20) + "|"
                            + mac("[0-9a-fA-F]{4}", "\\.", 3, 4, 10) + "|" + mac("[0-9a-fA-F]{2}", "", 6, 8, 20))),
            Map.entry("uuid", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}" + HEX8_TO_12)),
            Map.entry("uuid3", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}" + HEX8_TO_12)),
            Map.entry("uuid4", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}" + HEX8_TO_12)),
            Map.entry("uuid5", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}" + HEX8_TO_12)),
            Map.entry("isbn", text -> BookNumbers.ten(text) || BookNumbers.thirteen(text)),
            Map.entry("isbn10", BookNumbers::ten),
            Map.entry("isbn13", BookNumbers::thirteen),
            Map.entry("creditcard", BookNumbers::creditCard),
            Map.entry("ssn", matching("^[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}$")),
            Map.entry("hexcolor", matching("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
            Map.entry(
                    "rgbcolor",
                    matching("^rgb\\(\\s*" + "(0|[1-9][0-9]?|1[0-9][0-9]?|2[0-4][0-9]|25[0-5])\\s*,\\s*".repeat(2)
                            + "(0|[1-9][0-9]?|1[0-9][0-9]?|2[0-4][0-9]|25[0-5])\\s*\\)$")),
            Map.entry(
                    "byte",
                    matching("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$")),
            Map.entry("password", text -> true),
            Map.entry("date", Formats::date),
            Map.entry("duration", GoDuration::valid),
            Map.entry("datetime", Formats::dateTime),
            Map.entry(
                    "k8sshortname",
                    text -> text.length() <= 63 && matching("^" + LABEL + "$").test(text)),
            Map.entry(
                    "k8slongname",
                    text -> text.length() <= 253
                            && matching("^" + LABEL + "(\\." + LABEL + ")*$").test(text)));

    private static final Pattern TIME =
            Pattern.compile("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$");
    private static final Pattern HOST = Pattern.compile("^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)"
            + "|([a-zA-Z0-9\\p{S}\\p{L}](([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)(\\.)){1,}"
            + "([a-zA-Z\\p{L}]){2,63})$");

    private Formats() {}

    /** {@return whether the API server checks this format beside this type} */
    public static boolean checked(String type, String format) {
        return switch (type) {
            case "", "string" -> STRINGS.containsKey(plain(format));
            case "integer" -> INTEGERS.contains(format);
            case "number" -> NUMBERS.contains(format);
            default -> false;
        };
    }

    /** {@return whether this is a format of strings} */
    public static boolean ofStrings(String format) {
        return STRINGS.containsKey(plain(format));
    }

    /** {@return whether a string has a format of strings} */
    public static boolean has(String format, String text) {
        Predicate<String> check = STRINGS.get(plain(format));
        return check == null || check.test(text);
    }

    private static String plain(String format) {
        return format.replace("-", "");
    }

    private static Predicate<String> matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).find();
    }

    private static String mac(String group, String separator, int... groups) {
        return IntStream.of(groups)
                .mapToObj(count -> "^" + group + "(" + separator + group + "){" + (count - 1) + "}$")
                .collect(Collectors.joining("|"));
    }

    private static boolean date(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Hours, minutes and seconds are compared as text, which is why a leap second is refused. */
    private static boolean dateTime(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("t", -1);
        if (text.length() < 4 || parts.length < 2 || !date(parts[0])) {
            return false;
        }
        var time = TIME.matcher(parts[1]);
        return time.find()
                && time.group(1).compareTo("23") <= 0
                && time.group(2).compareTo("59") <= 0
                && time.group(3).compareTo("59") <= 0;
    }

    private static boolean hostname(String text) {
        return HOST.matcher(text).find()
                && text.length() <= 255
                && java.util.Arrays.stream(text.split("\\.", -1)).allMatch(label -> label.length() <= 63);
    }
}
