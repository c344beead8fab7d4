package com.amd.aim.engine.model;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A repository of a model hub at a revision, written {@code hf://org/name} or {@code hf://org/name@revision}.
 *
 * <p>What a name may be is what the hub allows: both parts of letters, digits, {@code _}, {@code -} and {@code .}, at most 96 characters,
 * neither {@code --} nor {@code ..} in them, since {@code --} separates the parts in directory names.
 *
 * @param repository {@code org/name}
 * @param revision a branch, a tag or a commit
 */
public record HubSource(String repository, String revision) {
    /** The revision of a source that names none. */
    public static final String DEFAULT_REVISION = "main";

    private static final String SCHEME = "hf://";
    private static final int LONGEST_PART = 96;
    private static final int LONGEST_REVISION = 200;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?");
    private static final Pattern REVISION =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*(/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /** Both become parts of file names, so a value that could leave its directory cannot exist. */
    public HubSource {
        problem(repository, revision).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** How a repository is written as a source, whether or not it can be one. */
    public static String uriOf(String repository) {
        return SCHEME + repository;
    }

    /**
     * Reads a source.
     *
     * @throws IllegalArgumentException with the sentence of {@link #problem(String)}
     */
    public static HubSource parse(String uri) {
        problem(uri).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return new HubSource(repositoryIn(uri), revisionIn(uri));
    }

    /** What is wrong with a source and how to write it, as one sentence; empty: it can be {@link #parse parsed}. */
    public static Optional<String> problem(String uri) {
        return uri.startsWith(SCHEME)
                ? problem(repositoryIn(uri), revisionIn(uri))
                : Optional.of(notASource(uri, schemeHint(uri)));
    }

    /** The same for a source in two parts. */
    public static Optional<String> problem(String repository, String revision) {
        String[] parts = repository.split("/", -1);
        if (parts.length != 2) {
            return Optional.of(notASource(repository, "a repository is written org/name, with one slash"));
        }
        return Stream.of(parts)
                .flatMap(part -> partProblem(part).stream())
                .map(why -> notASource(repository, why))
                .findFirst()
                .or(() -> revisionProblem(revision));
    }

    /** Whether the text has the form of a commit: 40 hexadecimal digits. */
    public static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /** Whether it is the revision that needs no mention. */
    public boolean isDefaultRevision() {
        return DEFAULT_REVISION.equals(revision);
    }

    /** The shortest text that {@link #parse} reads as this. */
    public String uri() {
        return isDefaultRevision() ? uriOf(repository) : toString();
    }

    @Override
    public String toString() {
        return SCHEME + repository + "@" + revision;
    }

    private static String repositoryIn(String uri) {
        int at = uri.indexOf('@');
        return uri.substring(SCHEME.length(), at < 0 ? uri.length() : at);
    }

    private static String revisionIn(String uri) {
        int at = uri.indexOf('@');
        return at < 0 ? DEFAULT_REVISION : uri.substring(at + 1);
    }

    private static Optional<String> partProblem(String part) {
        if (part.length() > LONGEST_PART) {
            return Optional.of("a part of the name has %d characters, at most %d are allowed"
                    .formatted(part.length(), LONGEST_PART));
        }
        if (part.contains("..") || part.contains("--") || !PART.matcher(part).matches()) {
            return Optional.of(
                    "\"%s\" may hold letters, digits, _ - and . but no -- or .., and starts and ends with a letter, a digit or _"
                            .formatted(part));
        }
        return Optional.empty();
    }

    private static Optional<String> revisionProblem(String revision) {
        boolean good = revision.length() <= LONGEST_REVISION
                && !revision.contains("..")
                && REVISION.matcher(revision).matches();
        return good
                ? Optional.empty()
                : Optional.of(
                        "Revision \"%s\" is not a branch, a tag or a commit, such as main, v1.0 or 40 hexadecimal digits."
                                .formatted(excerpt(revision)));
    }

    private static String schemeHint(String text) {
        return text.contains("://")
                ? "only hf:// sources can be downloaded, such as hf://Qwen/Qwen3-32B"
                : "write it hf://org/name or hf://org/name@revision, such as hf://Qwen/Qwen3-32B";
    }

    private static String notASource(String text, String why) {
        return "Source \"%s\" is not valid: %s.".formatted(excerpt(text), why);
    }

    private static String excerpt(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
