package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.harness.OperatorHarness;
import com.amd.aim.operator.view.GpuInventory;
import com.amd.aim.operator.view.Gpus.Listing;
import com.amd.aim.operator.view.NodeView;
import com.amd.aim.operator.view.ServiceId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The watch on the cluster's GPUs")
class GpuSourceTest {
    @ParameterizedTest(name = "of {0} nodes")
    @ValueSource(ints = {1, 200})
    @DisplayName("has begun when all there is has been taken in: a service that is looked at next misses no hardware")
    void complete(int nodes) {
        try (OperatorHarness world = OperatorHarness.cluster(nodes + "xMI325X:8")) {
            GpuInventory inventory = new GpuInventory();
            Wakes wakes = new Wakes();
            wakes.onHardware(new ServiceId("default", "waits"), true);
            GpuSource source = new GpuSource(world.client(), inventory, wakes);
            // each node takes a while, as on a busy machine
            source.setEventHandler(_ -> world.client().namespaces().list());
            source.start();

            assertThat(known(inventory.snapshot(List.of()).nodes())).isEqualTo(nodes);
            source.stop();
        }
    }

    private static int known(Listing<NodeView> listing) {
        return switch (listing) {
            case Listing.Known<NodeView> known -> known.items().size();
            case Listing.Forbidden<NodeView> _ -> -1;
        };
    }
}
