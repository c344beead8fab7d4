package com.amd.aim.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrdDriftTest {
    private static final Path CRDS = Path.of(System.getProperty("aim.root", ".."), "crds");

    @Test
    @DisplayName("crds/ holds exactly what the records say (-Dupdate-crds rewrites it)")
    void checkedIn() throws IOException {
        Map<String, String> generated = CrdWriter.files();
        if (System.getProperty("update-crds") != null) {
            Files.createDirectories(CRDS);
            for (Map.Entry<String, String> file : generated.entrySet()) {
                Files.writeString(CRDS.resolve(file.getKey()), file.getValue());
            }
        }
        var present = new TreeMap<String, String>();
        try (var files = Files.list(CRDS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                present.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(present)
                .as("crds/ differs from the records of operator.api; run: mvn -pl operator -am test -Dtest=CrdDriftTest"
                        + " -Dupdate-crds -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(generated);
    }
}
