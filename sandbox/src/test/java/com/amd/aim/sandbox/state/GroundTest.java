package com.amd.aim.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.sandbox.api.tls.OwnCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A directory for a sandbox's state")
class GroundTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path folder;

    private static String pem(Ground ground) {
        return ground.certificate().map(OwnCertificate::pem).orElseThrow();
    }

    @Test
    @DisplayName("is made for its owner alone, and remembers token, certificate, nodes and ports")
    void remembers() throws IOException {
        Path directory = folder.resolve("new/state");
        String token;
        String pem;
        try (Ground first = Ground.of(directory, NOW)) {
            token = first.token();
            pem = pem(first);
            assertThat(first.nodes()).isEmpty();
            assertThat(first.port()).isZero();
            first.settle("1xMI300X:8", 6443, 8443);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Ground second = Ground.of(directory, NOW.plus(Duration.ofDays(300)))) {
            assertThat(second.token()).isEqualTo(token);
            assertThat(pem(second)).isEqualTo(pem);
            assertThat(second.nodes()).contains("1xMI300X:8");
            assertThat(second.port()).isEqualTo(6443);
            assertThat(second.hubPort()).isEqualTo(8443);
            assertThat(second.files()).isEqualTo(directory.toAbsolutePath());
        }
    }

    @Test
    @DisplayName("has a new certificate when the old one is about to end")
    void renews() throws IOException {
        Ground.of(folder, NOW).close();
        Ground later = Ground.of(folder, NOW.plus(Duration.ofDays(360)));
        String pem = pem(later);
        assertThat(later.certificate().orElseThrow().end()).isAfter(NOW.plus(Duration.ofDays(700)));
        later.close();
        try (Ground again = Ground.of(folder, NOW.plus(Duration.ofDays(361)))) {
            assertThat(pem(again)).isEqualTo(pem);
        }
    }

    @Test
    @DisplayName("is one sandbox's at a time")
    void inUse() throws IOException {
        try (Ground _ = Ground.of(folder, NOW)) {
            assertThatThrownBy(() -> Ground.of(folder, NOW))
                    .isInstanceOf(StateUnusable.class)
                    .hasMessage(folder + " is in use by another sandbox: stop that one, or name another directory.");
        }
        Ground.of(folder, NOW).close();
    }

    @Test
    @DisplayName("can be begun again where the first start was cut short")
    void cutShort() throws IOException {
        Files.createFile(folder.resolve("lock"));
        Files.writeString(folder.resolve("cluster.jsonl.new"), "{\"form");

        Ground.of(folder, NOW).close();

        assertThat(folder.resolve("cluster.jsonl")).isNotEmptyFile();
    }

    @Test
    @DisplayName("is no file, and none that has other things in it or cannot be made; nothing is touched")
    void refuses() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThatThrownBy(() -> Ground.of(file, NOW))
                .isInstanceOf(StateUnusable.class)
                .hasMessage(file + " is a file: name a directory, or one that is to be made.");
        assertThat(file).hasContent("mine");

        assertThatThrownBy(() -> Ground.of(folder, NOW))
                .isInstanceOf(StateUnusable.class)
                .hasMessage(folder
                        + " has files that are no sandbox's: name an empty directory, or one that is to be made.");
        assertThat(folder).isDirectoryNotContaining(there -> !there.equals(file));

        assertThatThrownBy(() -> Ground.of(file.resolve("below"), NOW))
                .isInstanceOf(StateUnusable.class)
                .hasMessageContaining("cannot be used: ")
                .hasMessageEndingWith("; name another directory.");
    }

    @Test
    @DisplayName("whose head has lost its key is refused, and can be used by nobody until it is mended")
    void headDamaged() throws IOException {
        Path file = folder.resolve("cluster.jsonl");
        for (String head : new String[] {
            "{\"format\":1,\"version\":0,\"token\":\"t\",\"certificate\":\"\",\"key\":\"AAAA\"}\n",
            "{\"format\":1,\"version\":0}\n"
        }) {
            Files.writeString(file, head);
            assertThatThrownBy(() -> Ground.of(folder, NOW))
                    .isInstanceOf(StateUnusable.class)
                    .hasMessageContaining(file + " is damaged in line 1 (");
            assertThat(file).content().isEqualTo(head);
        }
    }
}
