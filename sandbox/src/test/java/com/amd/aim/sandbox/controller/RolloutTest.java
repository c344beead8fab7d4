package com.amd.aim.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.controller.Rollout.Generation;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

    @ParameterizedTest(name = "{0} replicas, surge {1}, unavailable {2}: {3}/{4}")
    @DisplayName("percentages: surge rounds up, unavailable rounds down, and both zero is one unavailable")
    @CsvSource(nullValues = "-", textBlock = """
                    4,  -,   -,   1, 1
                    10, -,   -,   3, 2
                    1,  -,   -,   1, 0
                    3,  50%, 50%, 2, 1
                    2,  0,   0,   0, 1
                    2,  0,   1,   0, 1
                    1,  0%,  0%,  0, 1
                    1,  1,   5,   1, 1
                    """)
    void shares(int replicas, String surge, String unavailable, int maxSurge, int maxUnavailable) {
        Rollout rollout = Rollout.of(new DeploymentSpecBuilder()
                .withReplicas(replicas)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(amount(surge))
                .withMaxUnavailable(amount(unavailable))
                .endRollingUpdate()
                .endStrategy()
                .build());
        assertThat(rollout).isEqualTo(new Rollout(replicas, maxSurge, maxUnavailable, false));
    }

    @Test
    @DisplayName("a first roll-out creates all at once")
    void first() {
        assertThat(rolling(3, 1, 1).next(generation("new", 0, 0), List.of())).isEqualTo(Map.of("new", 3));
    }

    @Test
    @DisplayName("with surge 1 and none unavailable one new pod comes before one old pod goes")
    void surge() {
        Rollout rollout = rolling(2, 1, 0);
        Generation old = generation("old", 2, 2);
        assertThat(rollout.next(generation("new", 0, 0), List.of(old))).isEqualTo(Map.of("new", 1));
        assertThat(rollout.next(generation("new", 1, 0), List.of(old))).isEmpty();
        assertThat(rollout.next(generation("new", 1, 1), List.of(old))).isEqualTo(Map.of("old", 1));
        assertThat(rollout.next(generation("new", 1, 1), List.of(generation("old", 1, 1))))
                .isEqualTo(Map.of("new", 2));
        assertThat(rollout.next(generation("new", 2, 2), List.of(generation("old", 1, 1))))
                .isEqualTo(Map.of("old", 0));
        assertThat(rollout.next(generation("new", 2, 2), List.of(generation("old", 0, 0))))
                .isEmpty();
    }

    @Test
    @DisplayName("without surge an old pod goes first")
    void noSurge() {
        Rollout rollout = rolling(1, 0, 1);
        assertThat(rollout.next(generation("new", 0, 0), List.of(generation("old", 1, 1))))
                .isEqualTo(Map.of("old", 0));
        assertThat(rollout.next(generation("new", 0, 0), List.of(generation("old", 0, 0))))
                .isEqualTo(Map.of("new", 1));
    }

    @Test
    @DisplayName("old pods that are not available go at once, whatever the new ones do")
    void unhealthyFirst() {
        assertThat(rolling(3, 1, 0).next(generation("new", 1, 0), List.of(generation("old", 3, 0))))
                .isEmpty();
        assertThat(rolling(3, 1, 1).next(generation("new", 1, 0), List.of(generation("old", 3, 2))))
                .isEqualTo(Map.of("old", 2));
    }

    @Test
    @DisplayName("the oldest generation shrinks first")
    void oldestFirst() {
        assertThat(rolling(4, 0, 1)
                        .next(generation("new", 0, 0), List.of(generation("a", 2, 2), generation("b", 2, 2))))
                .isEqualTo(Map.of("a", 1));
    }

    @Test
    @DisplayName("scaling goes to the present generation")
    void scale() {
        assertThat(rolling(5, 1, 1).next(generation("new", 3, 3), List.of())).isEqualTo(Map.of("new", 5));
        assertThat(rolling(0, 1, 0).next(generation("new", 3, 3), List.of())).isEqualTo(Map.of("new", 0));
    }

    @Test
    @DisplayName("Recreate: no new pod before the last old one is gone")
    void recreate() {
        Rollout rollout = new Rollout(2, 0, 2, true);
        assertThat(rollout.next(generation("new", 0, 0), List.of(new Generation("old", 2, 2, 2))))
                .isEqualTo(Map.of("old", 0));
        assertThat(rollout.next(generation("new", 0, 0), List.of(new Generation("old", 0, 1, 0))))
                .isEmpty();
        assertThat(rollout.next(generation("new", 0, 0), List.of(new Generation("old", 0, 0, 0))))
                .isEqualTo(Map.of("new", 2));
    }

    @ParameterizedTest(name = "{0} replicas, surge {1}, unavailable {2}")
    @DisplayName("a roll-out always arrives, never exceeds the surge and never falls below what must be available")
    @CsvSource({"1,1,0", "1,0,1", "3,1,0", "4,1,1", "5,2,2", "10,3,2", "7,0,3"})
    void invariants(int replicas, int surge, int unavailable) {
        Rollout rollout = rolling(replicas, surge, unavailable);
        int fresh = 0;
        int old = replicas;
        for (int step = 0; step < 10 * replicas && !(fresh == replicas && old == 0); step++) {
            Map<String, Integer> next =
                    rollout.next(generation("new", fresh, fresh), List.of(generation("old", old, old)));
            fresh = next.getOrDefault("new", fresh);
            old = next.getOrDefault("old", old);
            assertThat(fresh + old).isBetween(replicas - unavailable, replicas + surge);
        }
        assertThat(fresh).isEqualTo(replicas);
        assertThat(old).isZero();
    }

    private static Rollout rolling(int replicas, int surge, int unavailable) {
        return new Rollout(replicas, surge, unavailable, false);
    }

    private static Generation generation(String name, int pods, int available) {
        return new Generation(name, pods, pods, available);
    }

    private static @Nullable IntOrString amount(@Nullable String text) {
        return text == null
                ? null
                : text.endsWith("%") ? new IntOrString(text) : new IntOrString(Integer.parseInt(text));
    }
}
