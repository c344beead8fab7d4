package com.amd.aim.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.harness.OperatorHarness;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InformersTest {
    @Test
    @DisplayName(
            "no informer compares resource versions: with that, an edit that arrives while a status is written is lost")
    void comparableResourceVersions() {
        try (OperatorHarness world = OperatorHarness.cluster("").withOperator()) {
            List<String> comparing = new ArrayList<>();
            List<String> checked = new ArrayList<>();
            world.controllers().forEach(registered -> {
                String name = registered.getConfiguration().getName();
                checked.add(name);
                if (registered.getConfiguration().getInformerConfig().isComparableResourceVersions()) {
                    comparing.add(name);
                }
                ((Controller<?>) registered)
                        .getEventSourceManager().getRegisteredEventSources().stream()
                                .filter(InformerEventSource.class::isInstance)
                                .map(source -> (InformerEventSource<?, ?>) source)
                                .forEach(source -> {
                                    checked.add(name + "/" + source.name());
                                    if (source.configuration()
                                            .getInformerConfig()
                                            .isComparableResourceVersions()) {
                                        comparing.add(name + "/" + source.name());
                                    }
                                });
            });

            assertThat(comparing).isEmpty();
            assertThat(checked)
                    .contains("aimrecipe", "aimmodelcache", "aimservice")
                    .contains("aimmodelcache/cache-jobs", "aimservice/deployments");
        }
    }
}
