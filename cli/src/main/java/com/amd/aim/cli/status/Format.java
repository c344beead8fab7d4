package com.amd.aim.cli.status;

/** How results are printed, by each command that has several ways; the constants are what is written after {@code -o}. */
public enum Format {
    table,
    wide,
    json,
    yaml,
    name
}
