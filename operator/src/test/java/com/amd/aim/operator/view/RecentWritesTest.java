package com.amd.aim.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reading what was just written. */
class RecentWritesTest {
    private static final ServiceId ID = new ServiceId("ns", "a");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RecentWrites<ConfigMap> writes = new RecentWrites<>(() -> now);

    @Test
    @DisplayName("a write is seen until the informer has moved on, and then what the informer shows")
    void update() {
        writes.wrote(ID, Optional.of(version("1")), version("2"));

        assertThat(writes.latest(ID, Optional.of(version("1")))).contains(version("2"));
        assertThat(writes.latest(ID, Optional.of(version("3")))).contains(version("3"));
        assertThat(writes.latest(ID, Optional.of(version("1")))).contains(version("1"));
    }

    @Test
    @DisplayName("a write is seen while the informer shows what others wrote before it")
    void othersBefore() {
        writes.wrote(ID, Optional.of(version("8")), version("11"));

        assertThat(writes.latest(ID, Optional.of(version("9")))).contains(version("11"));
        assertThat(writes.latest(ID, Optional.of(version("10")))).contains(version("11"));
        assertThat(writes.latest(ID, Optional.of(version("12")))).contains(version("12"));
    }

    @Test
    @DisplayName("a version that is no number has no order: what the informer shows counts")
    void noNumbers() {
        writes.wrote(ID, Optional.of(version("a")), version("b"));

        assertThat(writes.latest(ID, Optional.of(version("a")))).contains(version("b"));
        assertThat(writes.latest(ID, Optional.of(version("c")))).contains(version("c"));
    }

    @Test
    @DisplayName("a creation is seen before the informer shows it, but not for ever: it may be gone again")
    void creation() {
        writes.wrote(ID, Optional.empty(), version("1"));

        assertThat(writes.latest(ID, Optional.empty())).contains(version("1"));
        now = now.plusSeconds(31);
        assertThat(writes.latest(ID, Optional.empty())).isEmpty();
    }

    @Test
    @DisplayName("a write that changed nothing is not waited for")
    void nothingChanged() {
        writes.wrote(ID, Optional.of(version("1")), version("1"));

        ConfigMap later = version("1");
        assertThat(writes.latest(ID, Optional.of(later)).orElseThrow()).isSameAs(later);
    }

    private static ConfigMap version(String version) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("a")
                .withResourceVersion(version)
                .endMetadata()
                .build();
    }
}
