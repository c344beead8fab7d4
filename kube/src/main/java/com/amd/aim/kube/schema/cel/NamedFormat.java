package com.amd.aim.kube.schema.cel;

import com.amd.aim.kube.schema.format.Formats;
import com.amd.aim.kube.schema.format.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A format that an expression can name, such as {@code format.dns1123Label()}.
 *
 * @param name as expressions write it
 */
record NamedFormat(String name) {

    private static final Map<String, Function<String, List<String>>> ALL = Map.ofEntries(
            Map.entry("dns1123Label", Names::dns1123Label),
            Map.entry("dns1123Subdomain", Names::dns1123Subdomain),
            Map.entry("dns1035Label", Names::dns1035Label),
            Map.entry("qualifiedName", Names::qualifiedName),
            Map.entry("dns1123LabelPrefix", prefix(Names::dns1123Label)),
            Map.entry("dns1123SubdomainPrefix", prefix(Names::dns1123Subdomain)),
            Map.entry("dns1035LabelPrefix", prefix(Names::dns1035Label)),
            Map.entry("labelValue", Names::labelValue),
            Map.entry("uri", has("uri", "invalid URI for request")),
            Map.entry("uuid", has("uuid", "does not match the UUID format")),
            Map.entry("byte", has("byte", "invalid base64")),
            Map.entry("date", has("date", "invalid date")),
            Map.entry("datetime", has("datetime", "invalid datetime")));

    static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }

    static Optional<NamedFormat> named(String name) {
        return ALL.containsKey(name) ? Optional.of(new NamedFormat(name)) : Optional.empty();
    }

    /** {@return what is wrong with a text; empty for nothing} */
    Optional<List<String>> faults(String text) {
        return Optional.of(ALL.getOrDefault(name, _ -> List.of()).apply(text)).filter(faults -> !faults.isEmpty());
    }

    /** {@return the check of a name to which something will be added} */
    private static Function<String, List<String>> prefix(Function<String, List<String>> whole) {
        return text -> whole.apply(
                text.length() > 1 && text.endsWith("-") ? text.substring(0, text.length() - 2) + "a" : text);
    }

    private static Function<String, List<String>> has(String format, String fault) {
        return text -> Formats.has(format, text) ? List.of() : List.of(fault);
    }
}
