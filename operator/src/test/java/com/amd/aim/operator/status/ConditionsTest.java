package com.amd.aim.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    private static final ConditionState READY = ConditionState.isTrue("Ready", Reason.Serving, "1 of 1 servers answer");
    private static final ConditionState STARTING = ConditionState.isFalse("Ready", Reason.Starting, "0 of 1");

    @Test
    @DisplayName("the transition time stays when only reason, message or generation change")
    void transitionTimeStays() {
        List<Condition> old = Conditions.merge(null, List.of(STARTING), 1, THEN);
        ConditionState missing = ConditionState.isFalse("Ready", Reason.ServersMissing, "0 of 2 servers answer");

        Condition merged = Conditions.merge(old, List.of(missing), 2, NOW).getFirst();

        assertThat(merged.getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(merged.getReason()).isEqualTo("ServersMissing");
        assertThat(merged.getObservedGeneration()).isEqualTo(2);
    }

    @Test
    @DisplayName("the transition time moves when the status changes")
    void transitionTimeMoves() {
        List<Condition> old = Conditions.merge(null, List.of(STARTING), 1, THEN);

        assertThat(Conditions.merge(old, List.of(READY), 1, NOW).getFirst().getLastTransitionTime())
                .isEqualTo("2026-01-02T00:00:00Z");
    }

    @Test
    @DisplayName("merging the same again changes nothing")
    void idempotent() {
        List<Condition> once = Conditions.merge(null, List.of(READY), 1, THEN);

        assertThat(Conditions.merge(once, List.of(READY), 1, NOW)).isEqualTo(once);
    }

    @Test
    @DisplayName("a condition that is no longer told is gone, and others' conditions are not ours to repeat")
    void onlyWhatIsTold() {
        ConditionState update = ConditionState.isTrue("UpdateAvailable", Reason.UpdateAvailable, "a newer image");
        List<Condition> old = Conditions.merge(null, List.of(READY, update), 1, THEN);

        assertThat(Conditions.merge(old, List.of(READY), 1, NOW))
                .extracting(Condition::getType)
                .containsExactly("Ready");
    }

    @Test
    @DisplayName("a condition holds only for the generation it speaks of")
    void holdsForItsGeneration() {
        List<Condition> conditions = Conditions.merge(null, List.of(READY), 3, NOW);

        assertThat(Conditions.holds(conditions, "Ready", 3)).isTrue();
        assertThat(Conditions.holds(conditions, "Ready", 4)).isFalse();
        assertThat(Conditions.holds(null, "Ready", 3)).isFalse();
    }

    @Test
    @DisplayName("a message longer than the API allows is cut, not refused")
    void longMessage() {
        ConditionState endless = ConditionState.isFalse("Ready", Reason.ApplyRefused, "x".repeat(40_000));

        assertThat(Conditions.merge(null, List.of(endless), 1, NOW).getFirst().getMessage())
                .hasSize(32_768)
                .endsWith("…");
    }
}
