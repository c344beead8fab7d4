package com.amd.aim.cli.status;

import static com.amd.aim.cli.status.Samples.cache;
import static com.amd.aim.cli.status.Samples.condition;
import static com.amd.aim.cli.status.Samples.service;
import static com.amd.aim.cli.status.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.status.Reason;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Why a service stands where it does")
class StandingTest {
    private static final String SETTLED = condition("Reconciling", "False", "UpToDate", "1 of 1 server answers.");

    @ParameterizedTest
    @EnumSource(Reason.class)
    @DisplayName("is what it stalls at, with the next step of that reason, whichever it is")
    void stalls(Reason reason) {
        Standing standing = of(service(status(
                "Failed",
                condition("Reconciling", "False", reason.name(), "Not this one."),
                condition("Stalled", "True", reason.name(), "Because."))));

        assertThat(standing).isEqualTo(new Standing(reason.name(), "Because.", reason.nextStep()));
    }

    @Test
    @DisplayName("is what is under way while nothing stands in the way, and asks nobody for anything")
    void underWay() {
        assertThat(of(service(status(
                        "Starting",
                        condition("Reconciling", "True", "Starting", "0 of 1 server answers. The rest is starting."),
                        condition("Stalled", "False", "Starting", "It is under way.")))))
                .isEqualTo(new Standing("Starting", "0 of 1 server answers. The rest is starting.", Optional.empty()));
    }

    @Test
    @DisplayName("is that it has arrived, and names the update that could be had")
    void settled() {
        assertThat(of(service(status("Serving", SETTLED))).nextStep()).isEmpty();

        Standing older = of(service(
                status("Serving", SETTLED, condition("UpdateAvailable", "True", "UpdateAvailable", "It differs."))));
        assertThat(older)
                .isEqualTo(new Standing(
                        "UpToDate", "1 of 1 server answers. It differs.", Reason.UpdateAvailable.nextStep()));
    }

    @Test
    @DisplayName("is told with the words of the cache that it waits for, and with what to do about that")
    void waitsForCache() {
        AIMService waiting = service(
                status("Caching", condition("Reconciling", "True", "CacheNotReady", "The cache is not ready.")));

        assertThat(Standing.of(waiting, Optional.of(cache("weights", "StorageClassMissing", "There is no class."))))
                .isEqualTo(new Standing(
                        "CacheNotReady",
                        "The cache is not ready. There is no class.",
                        Reason.StorageClassMissing.nextStep()));
        assertThat(of(waiting).message()).isEqualTo("The cache is not ready.");
    }

    @Test
    @DisplayName("names what to do about a failed cache, whose sentence the service already has")
    void failedCache() {
        AIMService failed = service(
                status("Failed", condition("Stalled", "True", "CacheFailed", "The cache has failed: no licence.")));

        assertThat(Standing.of(failed, Optional.of(cache("weights", "Gated", "No licence."))))
                .isEqualTo(new Standing("CacheFailed", "The cache has failed: no licence.", Reason.Gated.nextStep()));
        assertThat(of(failed).nextStep()).isEqualTo(Reason.CacheFailed.nextStep());
    }

    @Test
    @DisplayName("is that nobody has looked, where no operator has, or not since the last change")
    void unseen() {
        assertThat(of(service("{observedGeneration: -1}")).message()).isEqualTo("No operator has looked at it yet.");
        assertThat(of(service("{observedGeneration: 1, conditions: [" + SETTLED + "]}")))
                .satisfies(standing -> {
                    assertThat(standing.message()).contains("latest change");
                    assertThat(standing.nextStep())
                            .hasValueSatisfying(step -> assertThat(step).contains("aim doctor"));
                });
    }

    @Test
    @DisplayName("is told in the operator's words where the reason is of a newer one")
    void newerOperator() {
        assertThat(of(service(status("Failed", condition("Stalled", "True", "FromTheFuture", "Something new.")))))
                .isEqualTo(new Standing("FromTheFuture", "Something new.", Optional.empty()));
    }

    private static Standing of(AIMService service) {
        return Standing.of(service, Optional.empty());
    }
}
