package com.amd.aim.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share of a whole, such as {@code 0.3}: above 0 and up to 1. */
final class ShareConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            double share = Double.parseDouble(text);
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException _) {
            // said below, as for numbers that are no share
        }
        throw new TypeConversionException("'" + text + "' is not a share above 0 and up to 1, such as 0.3");
    }
}
