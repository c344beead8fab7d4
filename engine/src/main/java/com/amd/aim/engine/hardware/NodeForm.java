package com.amd.aim.engine.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A node in the short form in which people write nodes down.
 *
 * @param name {@code mi300x-0}
 * @param gpus its GPUs by kind; more than one kind makes a mixed node
 */
public record NodeForm(String name, List<Gpus> gpus) {
    /** What the form looks like, for messages and help texts. */
    public static final String EXAMPLE = "two nodes with eight MI300X each are 2xMI300X:8";

    private static final Pattern PART = Pattern.compile("(\\d{1,4})x(.+)");
    private static final Pattern GPUS = Pattern.compile("([^:+]+):(\\d{1,3})");

    /** So many GPUs of one kind, each counted as one device. */
    public record Gpus(Gpu gpu, int count) {}

    public NodeForm {
        gpus = List.copyOf(gpus);
    }

    /** Whether a text is meant as this form, well written or not, and not as anything else such as a file's name. */
    public static boolean isMeant(String text) {
        return text.matches("(?s)\\s*\\d+x[^:]+:.*");
    }

    /**
     * Reads {@code 2xMI300X:8,1xMI325X:8}: two nodes with eight MI300X each and one with eight MI325X; {@code
     * 1xMI300X:4+MI210:4} is one with two kinds, {@code 1xMI300X/cpx_nps4:64} one whose GPUs are divided. Nodes are named
     * {@code mi300x-0, mi300x-1, mi325x-0}. An empty text is no node.
     *
     * @throws IllegalArgumentException with a sentence that says what was expected, for an unknown GPU the known ones
     */
    public static List<NodeForm> parse(String text, GpuCatalog catalog) {
        Map<String, Integer> named = new HashMap<>();
        List<NodeForm> nodes = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw malformed(part);
            }
            List<Gpus> gpus = gpus(matcher.group(2), part, catalog);
            String base = gpus.stream().map(kind -> slug(kind.gpu().name())).collect(Collectors.joining("-"));
            for (int i = 0; i < Integer.parseInt(matcher.group(1)); i++) {
                int number = named.merge(base, 1, Integer::sum) - 1;
                nodes.add(new NodeForm(base + "-" + number, gpus));
            }
        }
        return nodes;
    }

    private static List<Gpus> gpus(String text, String part, GpuCatalog catalog) {
        List<Gpus> gpus = new ArrayList<>();
        for (String kind : text.split("\\+", -1)) {
            Matcher matcher = GPUS.matcher(kind.strip());
            if (!matcher.matches()) {
                throw malformed(part);
            }
            Gpu gpu = catalog.byName(matcher.group(1))
                    .orElseThrow(() -> new IllegalArgumentException("\"%s\" names an unknown GPU, %s; known are %s."
                            .formatted(part.strip(), matcher.group(1), catalog.names())));
            gpus.add(new Gpus(gpu, Integer.parseInt(matcher.group(2))));
        }
        return gpus;
    }

    private static String slug(String gpu) {
        return gpu.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static IllegalArgumentException malformed(String part) {
        return new IllegalArgumentException(
                "\"%s\" is not of the form NODESxGPU:COUNT; %s.".formatted(part.strip(), EXAMPLE));
    }
}
