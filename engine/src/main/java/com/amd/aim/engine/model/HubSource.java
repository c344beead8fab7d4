package com.amd.aim.engine.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where weights come from on the hub.
 *
 * @param repository {@code org/name}
 * @param revision branch, tag or commit; absent: the hub's default
 */
public record HubSource(String repository, @Nullable String revision) {
    /** What {@link #parse} accepts, for messages. */
    public static final String FORM = "must be hf://org/name or hf://org/name@revision";

    private static final Pattern PATTERN = Pattern.compile("hf://([\\w][\\w.-]*/[\\w][\\w.-]*)(?:@([\\w][\\w./-]*))?");

    /** Reads {@code hf://org/name[@revision]}; empty for anything else. */
    public static Optional<HubSource> parse(String uri) {
        Matcher matcher = PATTERN.matcher(uri);
        return matcher.matches() ? Optional.of(new HubSource(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** The same as text. */
    public String uri() {
        return "hf://" + repository + (revision == null ? "" : "@" + revision);
    }
}
