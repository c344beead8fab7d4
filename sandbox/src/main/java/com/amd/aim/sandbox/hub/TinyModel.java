package com.amd.aim.sandbox.hub;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model small enough to make up: one commit of a repository whose files are what a model's files are, with weights in valid safetensors
 * shards. The same arguments give the same bytes, so the same hashes and the same commit.
 */
public final class TinyModel {
    private static final int DEFAULT_LAYERS = 4;
    private static final int DEFAULT_SHARDS = 3;

    private final String id;
    private final List<TinyFile> files;

    private TinyModel(String id, List<TinyFile> files) {
        this.id = id;
        this.files = files.stream().sorted(Comparator.comparing(TinyFile::path)).toList();
    }

    /** About 1.3 MB of weights in three shards. */
    public static TinyModel of(String id) {
        return of(id, DEFAULT_LAYERS, DEFAULT_SHARDS, 0);
    }

    /**
     * A model of another size.
     *
     * @param layers about 290 KB of weights each
     * @param shards files that the weights are spread over
     * @param version another number gives other weights, so another commit
     */
    public static TinyModel of(String id, int layers, int shards, int version) {
        return new TinyModel(id, new GeneratedModel(id, layers, shards, version).files());
    }

    /** The same with another file. */
    public TinyModel with(String path, byte[] content) {
        return new TinyModel(
                id,
                Stream.concat(files.stream(), Stream.of(TinyFile.of(path, content)))
                        .toList());
    }

    /** {@code org/name}. */
    public String id() {
        return id;
    }

    /** 40 hexadecimal digits that follow from the files. */
    public String commit() {
        String tree = files.stream()
                .map(file -> file.hash() + " " + file.path() + "\n")
                .collect(Collectors.joining());
        return TinyFile.gitHash(tree.getBytes(StandardCharsets.UTF_8));
    }

    /** Sum of the sizes of all files. */
    public long bytes() {
        return files.stream().mapToLong(file -> file.content().length).sum();
    }

    /** Paths of all files, sorted. */
    public List<String> paths() {
        return files.stream().map(TinyFile::path).toList();
    }

    List<TinyFile> files() {
        return files;
    }
}
