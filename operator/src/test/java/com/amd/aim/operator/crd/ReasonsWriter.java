package com.amd.aim.operator.crd;

import com.amd.aim.operator.status.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every reason of a condition or an event as a page for people: what it means, from the enum's own comments, and what to do. */
final class ReasonsWriter {
    private static final Path SOURCE = Path.of(
            System.getProperty("aim.root", ".."),
            "operator/src/main/java",
            Reason.class.getName().replace('.', '/') + ".java");

    /** A heading, or a reason below its comment. */
    private static final Pattern ENTRY = Pattern.compile(
            "^ {4}// (.+)$|^ {4}/\\*\\* ((?:(?!\\*/)[\\s\\S])+?) ?\\*/\\s+(?!Reason\\()([A-Z][A-Za-z]+)(?=[(,;])",
            Pattern.MULTILINE);

    private ReasonsWriter() {}

    /** The page as it stands in {@code docs/reference}. */
    static String page() {
        StringBuilder page = new StringBuilder("""
                # Reasons

                <!-- Generated from the enum Reason of operator.status; change that. -->

                Each condition and event of AIMService, AIMModelCache and AIMRecipe has one of these reasons. The message beside it says what it is
                about; here is what it means, and what to do where somebody has to. `aim status` says the same of a running service.
                """);
        ENTRY.matcher(source()).results().forEach(entry -> page.append(text(entry)));
        return page.toString();
    }

    private static String text(MatchResult entry) {
        if (entry.group(1) != null) {
            return "\n## %s\n\n| reason | meaning | what to do |\n|---|---|---|\n".formatted(entry.group(1));
        }
        Reason reason = Reason.valueOf(entry.group(3));
        return "| `%s` | %s | %s |\n"
                .formatted(
                        reason,
                        entry.group(2).replaceAll("\\s+\\*?\\s*", " "),
                        reason.nextStep().orElse(""));
    }

    private static String source() {
        try {
            return Files.readString(SOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
