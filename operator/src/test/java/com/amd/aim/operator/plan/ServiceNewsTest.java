package com.amd.aim.operator.plan;

import static com.amd.aim.operator.plan.Samples.mi300x;
import static com.amd.aim.operator.plan.Samples.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which changes of a status are events. */
class ServiceNewsTest {
    private final PlanWorld world = new PlanWorld();

    @Test
    @DisplayName("each transition is an event once, and a status that says the same is none")
    void transitions() {
        AIMService service = service("chat", "modelId: Qwen/Qwen3-32B");
        world.step(service);
        AIMServiceStatus waiting = service.getStatus();
        assertThat(ServiceNews.between(null, waiting))
                .extracting(Finding::reason)
                .containsExactly(Reason.HardwareAbsent);

        world.nodes.add(mi300x("a"));
        world.step(service);
        AIMServiceStatus caching = service.getStatus();
        assertThat(ServiceNews.between(waiting, caching))
                .extracting(Finding::reason)
                .containsExactly(Reason.Selected, Reason.CacheNotReady);
        assertThat(ServiceNews.between(caching, caching)).isEmpty();

        world.cacheReady();
        world.step(service);
        assertThat(ServiceNews.between(caching, service.getStatus()))
                .extracting(Finding::reason)
                .containsExactly(Reason.CacheReady, Reason.Starting);
    }
}
