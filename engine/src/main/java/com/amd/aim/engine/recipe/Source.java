package com.amd.aim.engine.recipe;

/** Where what a recipe says was published. */
public sealed interface Source {
    /** One line for people. */
    String text();

    /**
     * A file of a public repository.
     *
     * @param repository {@code owner/name}
     * @param path of the file within it
     * @param commit 40 hex digits
     */
    record File(String repository, String path, String commit) implements Source {
        @Override
        public String text() {
            return repository + " " + path + " at " + commit.substring(0, Math.min(12, commit.length()));
        }
    }

    /** A page of documentation, by title and date or version. */
    record Page(String text) implements Source {}
}
