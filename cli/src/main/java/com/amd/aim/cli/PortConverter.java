package com.amd.aim.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A TCP port; 0 stands for any free one. */
final class PortConverter implements ITypeConverter<Integer> {
    private static final int HIGHEST = 65_535;

    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException _) {
            // said below, as for numbers that are no port
        }
        throw new TypeConversionException("'%s' is not a port from 0 to %d".formatted(text, HIGHEST));
    }
}
