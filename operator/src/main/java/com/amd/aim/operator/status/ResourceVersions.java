package com.amd.aim.operator.status;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order of an object's versions, which Kubernetes says is that of the numbers they are (KEP-5504). A server may have versions that
 * are no numbers; they have no order.
 */
public final class ResourceVersions {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]*");

    /** Of numbers of any length. */
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private ResourceVersions() {}

    /** Whether one version of an object is known to be older than another of the same object. */
    public static boolean isOlder(@Nullable String one, @Nullable String other) {
        return isNumber(one) && isNumber(other) && BY_NUMBER.compare(one, other) < 0;
    }

    private static boolean isNumber(@Nullable String version) {
        return version != null && NUMBER.matcher(version).matches();
    }
}
