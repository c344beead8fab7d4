package com.amd.aim.operator.plan;

import com.amd.aim.engine.model.HubSource;
import com.amd.aim.operator.api.AIMModelCache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What makes two caches hold the same files: where from, which revision was asked for, and which files. Services of one identity
 * share a cache. The commit is no part of it: it is pinned when the cache is first planned, so that a branch that moves never
 * changes a cache by itself.
 *
 * @param uri {@code hf://organisation/name}, without a revision
 * @param endpoint the hub, without a slash at its end; absent: the operator's default, whichever that is
 * @param revision branch, tag or commit
 * @param include patterns of paths to keep, sorted; none: all
 * @param exclude patterns of paths to leave out, sorted
 */
public record CacheIdentity(
        String uri, @Nullable String endpoint, String revision, List<String> include, List<String> exclude) {
    /** What is meant where no revision is given; the default of {@code spec.source.revision}. */
    public static final String DEFAULT_REVISION = HubSource.DEFAULT_REVISION;

    private static final String SCHEME = "hf://";

    /** A name has at most 52 characters; a dash and eight digits are the identity's. */
    private static final int LONGEST_SLUG = 43;

    public CacheIdentity {
        include = include.stream().sorted().distinct().toList();
        exclude = exclude.stream().sorted().distinct().toList();
    }

    /**
     * Brings what users and recipes write into one form.
     *
     * @param uri {@code hf://organisation/name}, or with {@code @revision} behind it, which counts where {@code revision} is absent
     * @param revision absent: the one in the uri, else {@link #DEFAULT_REVISION}
     * @param include absent or empty: all files
     */
    public static CacheIdentity of(
            String uri,
            @Nullable String endpoint,
            @Nullable String revision,
            @Nullable List<String> include,
            @Nullable List<String> exclude) {
        int at = uri.indexOf('@');
        String inUri = at < 0 ? DEFAULT_REVISION : uri.substring(at + 1);
        return new CacheIdentity(
                at < 0 ? uri : uri.substring(0, at),
                endpoint == null ? null : endpoint.replaceFirst("/+$", ""),
                revision == null ? inUri : revision,
                include == null ? List.of() : include,
                exclude == null ? List.of() : exclude);
    }

    /** The identity of a cache that exists. */
    public static CacheIdentity of(AIMModelCache.Spec cache) {
        AIMModelCache.Source source = cache.source();
        AIMModelCache.Files files = cache.files();
        return of(
                source.uri(),
                source.endpoint(),
                source.revision(),
                files == null ? null : files.include(),
                files == null ? null : files.exclude());
    }

    /** The source as a cache's spec has it. */
    public AIMModelCache.Source source() {
        return new AIMModelCache.Source(uri, revision, endpoint);
    }

    /** The files as a cache's spec has them; absent: all. */
    public AIMModelCache.@Nullable Files files() {
        return include.isEmpty() && exclude.isEmpty()
                ? null
                : new AIMModelCache.Files(include.isEmpty() ? null : include, exclude.isEmpty() ? null : exclude);
    }

    /** {@code organisation/name}. */
    public String repository() {
        return uri.substring(SCHEME.length());
    }

    /** Eight hexadecimal digits, the same in every version of this program: names in running clusters are made of them. */
    public String hash8() {
        String content = String.join(
                "\n",
                uri,
                endpoint == null ? "" : endpoint,
                revision,
                "include " + include.size(),
                String.join("\n", include),
                "exclude " + exclude.size(),
                String.join("\n", exclude));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * The name of a cache that is made because a service needs it: {@code qwen3-32b-1a2b3c4d}.
     *
     * @param modelId whose name it carries, for people
     */
    public String automaticName(String modelId) {
        String slug = modelId.substring(modelId.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceFirst("^-", "");
        String lettered = slug.isEmpty() || Character.isDigit(slug.charAt(0)) ? "m-" + slug : slug;
        String cut = lettered.substring(0, Math.min(lettered.length(), LONGEST_SLUG));
        return cut.replaceFirst("-+$", "") + "-" + hash8();
    }
}
