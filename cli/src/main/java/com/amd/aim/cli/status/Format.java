package com.amd.aim.cli.status;

/** How services are printed; the constants are what is written after {@code -o}. */
public enum Format {
    table,
    wide,
    json,
    yaml,
    name
}
