package com.amd.aim.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A reason")
class ReasonTest {
    private static final int LONGEST = 130;

    @Test
    @DisplayName("that is a warning says what to do next")
    void warningsSayWhatToDo() {
        assertThat(Reason.values())
                .filteredOn(reason -> reason.eventType().equals("Warning"))
                .hasSizeGreaterThan(30)
                .allSatisfy(reason ->
                        assertThat(reason.nextStep()).as(reason.name()).isPresent());
    }

    @Test
    @DisplayName("says it in one short sentence, and no two in the same words")
    void sentences() {
        List<String> steps = Arrays.stream(Reason.values())
                .flatMap(reason -> reason.nextStep().stream())
                .toList();

        assertThat(steps)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        step -> assertThat(step).matches("[A-Z][^\\n]*[^.]\\.").hasSizeLessThanOrEqualTo(LONGEST));
    }

    @Test
    @DisplayName("of progress and success asks nobody for anything")
    void progressAsksNothing() {
        assertThat(List.of(Reason.Selected, Reason.Downloading, Reason.Starting, Reason.Serving, Reason.UpToDate))
                .allSatisfy(reason -> assertThat(reason.nextStep()).isEmpty());
    }

    @Test
    @DisplayName("is found by its name, and one of a newer operator is not")
    void foundByName() {
        assertThat(Reason.of("Gated")).isEqualTo(Optional.of(Reason.Gated));
        assertThat(Reason.of("FromTheFuture")).isEmpty();
    }
}
