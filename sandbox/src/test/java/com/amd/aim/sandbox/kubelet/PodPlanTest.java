package com.amd.aim.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.client.Backoff;
import com.amd.aim.sandbox.kubelet.ContainerState.Running;
import com.amd.aim.sandbox.kubelet.ContainerState.Terminated;
import com.amd.aim.sandbox.kubelet.ContainerState.Waiting;
import com.amd.aim.sandbox.kubelet.PodPlan.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

    @Test
    @DisplayName("init containers start one after the other, the containers all at once behind them")
    void order() {
        assertThat(plan("Always", List.of(fresh("i1"), fresh("i2")), List.of(fresh("a")))
                        .start())
                .containsExactly("i1");
        assertThat(plan("Always", List.of(running("i1"), fresh("i2")), List.of(fresh("a")))
                        .start())
                .isEmpty();
        assertThat(plan("Always", List.of(ended("i1", 0), fresh("i2")), List.of(fresh("a")))
                        .start())
                .containsExactly("i2");
        assertThat(plan("Always", List.of(ended("i1", 0), ended("i2", 0)), List.of(fresh("a"), fresh("b")))
                        .start())
                .containsExactly("a", "b");
    }

    @ParameterizedTest(name = "{0}, exit code {1}, {2}: {3}, pod {4}")
    @DisplayName("what ended is started again by restartPolicy")
    @CsvSource({
        "Always,    0, main, again, Running",
        "Always,    1, main, again, Running",
        "OnFailure, 0, main, stays, Succeeded",
        "OnFailure, 1, main, again, Running",
        "Never,     0, main, stays, Succeeded",
        "Never,     1, main, stays, Failed",
        "Always,    1, init, again, Pending",
        "OnFailure, 1, init, again, Pending",
        "Never,     1, init, stays, Failed",
    })
    void restartPolicy(String policy, int exitCode, String kind, String then, String phase) {
        boolean isInit = kind.equals("init");
        Situation situation = new Situation(
                policy,
                isInit ? List.of(ended("i", exitCode)) : List.of(),
                List.of(isInit ? fresh("a") : ended("a", exitCode)),
                BACKOFF,
                NOW);
        assertThat(PodPlan.of(situation).start().isEmpty()).isEqualTo(then.equals("stays"));
        assertThat(view(situation, false).phase()).isEqualTo(phase);
    }

    @ParameterizedTest(name = "restart {0} waits {1} s")
    @DisplayName("the first restart comes at once, the others wait longer and longer")
    @CsvSource({"0,0", "1,10", "2,20", "3,40", "5,160", "6,300", "60,300"})
    void crashLoop(int restarts, int seconds) {
        ContainerState crashed = ended("a", 1, restarts, NOW.minusSeconds(1), NOW);
        PodPlan plan = plan("Always", List.of(), List.of(crashed));
        if (seconds == 0) {
            assertThat(plan.start()).containsExactly("a");
        } else {
            assertThat(plan.start()).isEmpty();
            assertThat(plan.wake()).contains(NOW.plusSeconds(seconds));
            assertThat(plan.resting()).isEqualTo(Map.of("a", Duration.ofSeconds(seconds)));
        }
    }

    @Test
    @DisplayName("a container that ran long enough starts again at once")
    void forgotten() {
        ContainerState crashed = ended("a", 1, 5, NOW.minusSeconds(601), NOW);
        assertThat(plan("Always", List.of(), List.of(crashed)).start()).containsExactly("a");
    }

    @Test
    @DisplayName("what could not be started is tried again when its time has come")
    void retry() {
        Waiting waiting =
                new Waiting("CreateContainerConfigError", "secret \"x\" not found", Optional.of(NOW.plusSeconds(1)));
        ContainerState blocked = fresh("a").wait(waiting);
        PodPlan plan = plan("Never", List.of(), List.of(blocked));
        assertThat(plan.start()).isEmpty();
        assertThat(plan.wake()).contains(NOW.plusSeconds(1));
    }

    @Test
    @DisplayName("restarts are counted and the last run is remembered")
    void restarts() {
        ContainerState first = fresh("a").start(NOW, true, true);
        assertThat(first.restarts()).isZero();
        ContainerState second = first.end(new Terminated(3, "", NOW, NOW)).start(NOW.plusSeconds(1), true, true);
        assertThat(second.restarts()).isEqualTo(1);
        assertThat(second.last()).contains(new Terminated(3, "", NOW, NOW));
    }

    @Test
    @DisplayName("phases: pending until all have started, running while one runs, failed when it was ended by force")
    void phases() {
        assertThat(view(main(fresh("a"), running("b")), false).phase()).isEqualTo("Pending");
        assertThat(view(main(ended("a", 1), running("b")), false).phase()).isEqualTo("Running");
        assertThat(view(main(ended("a", 0), ended("b", 0)), true).phase()).isEqualTo("Succeeded");
        assertThat(view(main(ended("a", 137), ended("b", 0)), true).phase()).isEqualTo("Failed");
        assertThat(view(main(fresh("a")), true).phase()).isEqualTo("Failed");
    }

    private static Situation main(ContainerState... containers) {
        return new Situation("Always", List.of(), List.of(containers), BACKOFF, NOW);
    }

    private static PodView view(Situation situation, boolean ending) {
        return new PodView(situation, Map.of(), ending, Optional.empty(), NOW, "127.1.1.1", "127.1.0.1");
    }

    private static PodPlan plan(String policy, List<ContainerState> init, List<ContainerState> main) {
        return PodPlan.of(new Situation(policy, init, main, BACKOFF, NOW));
    }

    private static ContainerState fresh(String name) {
        return ContainerState.fresh(name, "ContainerCreating");
    }

    private static ContainerState running(String name) {
        return new ContainerState(name, 0, new Running(NOW), Optional.empty(), true, true);
    }

    private static ContainerState ended(String name, int exitCode) {
        return ended(name, exitCode, 0, NOW.minusSeconds(1), NOW);
    }

    private static ContainerState ended(String name, int exitCode, int restarts, Instant started, Instant finished) {
        return new ContainerState(
                name, restarts, new Terminated(exitCode, "", started, finished), Optional.empty(), false, false);
    }
}
