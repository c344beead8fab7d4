package com.amd.aim.engine.cache;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which files of a repository are wanted. A pattern is a shell glob over the whole path in which {@code *} also matches {@code /}
 * ({@code original/*}, {@code *.json}); a pattern that ends in {@code /} means everything below. These are the hub's own rules, so that
 * patterns can be carried over from its command line.
 *
 * <p>Many repositories hold the weights twice or three times. Where the top directory has safetensors shards of the usual name
 * ({@code model*.safetensors}), the copies are left out: {@link #COPIES}. A repository whose only weights are such files keeps them, and
 * so does a list of included patterns, which says exactly what is wanted.
 *
 * @param include files to take; empty takes all
 * @param exclude files to leave out, stronger than {@code include}
 */
public record FilePatterns(List<String> include, List<String> exclude) {
    /** No pattern given: everything but copies of the weights. */
    public static final FilePatterns DEFAULT = new FilePatterns(List.of(), List.of());

    /** Copies of the weights in other formats: Meta's own, Apple's, Mistral's own. */
    static final List<String> COPIES = List.of("original/*", "metal/*", "consolidated*");

    private static final Predicate<String> SHARD = globs(List.of("model*.safetensors"));

    public FilePatterns {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** The wanted ones of these files, in their order. */
    public List<HubFile> select(List<HubFile> files) {
        boolean hasShards = files.stream().map(HubFile::path).anyMatch(path -> !path.contains("/") && SHARD.test(path));
        List<String> copies = hasShards && include.isEmpty() ? COPIES : List.of();
        Predicate<String> wanted = include.isEmpty() ? _ -> true : globs(include);
        Predicate<String> unwanted =
                globs(Stream.concat(exclude.stream(), copies.stream()).toList());
        return files.stream()
                .filter(file -> wanted.test(file.path()) && !unwanted.test(file.path()))
                .toList();
    }

    private static Predicate<String> globs(List<String> patterns) {
        List<Pattern> compiled = patterns.stream().map(FilePatterns::glob).toList();
        return path ->
                compiled.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        String whole = glob.endsWith("/") ? glob + "*" : glob;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            int end = c == '[' ? whole.indexOf(']', i + 2) : -1;
            if (end > 0) {
                String set = whole.substring(i + 1, end);
                boolean negated = set.startsWith("!");
                regex.append(negated ? "[^" : "[")
                        .append(set.substring(negated ? 1 : 0).replaceAll("[\\\\\\[&^]", "\\\\$0"))
                        .append(']');
                i = end;
            } else {
                regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
