package com.amd.aim.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.status.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReferenceDriftTest {
    private static final Path REFERENCE = Path.of(System.getProperty("aim.root", ".."), "docs", "reference");

    @Test
    @DisplayName("every reason is explained")
    void everyReason() {
        assertThat(Arrays.stream(Reason.values()).map(reason -> "| `" + reason + "` | "))
                .allSatisfy(row -> assertThat(ReasonsWriter.page()).containsOnlyOnce(row));
    }

    @Test
    @DisplayName(
            "docs/reference holds exactly what the resources' definitions and reasons say (-Dupdate-docs rewrites it)")
    void checkedIn() throws IOException {
        SortedMap<String, String> generated = ReferenceWriter.pages();
        generated.put("reasons.md", ReasonsWriter.page());
        if (System.getProperty("update-docs") != null) {
            Files.createDirectories(REFERENCE);
            for (Map.Entry<String, String> page : generated.entrySet()) {
                Files.writeString(REFERENCE.resolve(page.getKey()), page.getValue());
            }
        }
        for (Map.Entry<String, String> page : generated.entrySet()) {
            assertThat(REFERENCE.resolve(page.getKey()))
                    .as("run: mvn -pl operator -am test -Dtest=ReferenceDriftTest -Dupdate-docs"
                            + " -Dsurefire.failIfNoSpecifiedTests=false")
                    .hasContent(page.getValue());
        }
    }
}
