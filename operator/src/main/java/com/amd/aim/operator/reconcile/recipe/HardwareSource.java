package com.amd.aim.operator.reconcile.recipe;

import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.view.GpuInventory;
import io.fabric8.kubernetes.api.model.Node;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Wakes every recipe when the nodes change: there are few, and each counts the nodes that can run it. */
final class HardwareSource extends AbstractEventSource<Node, AIMRecipe> {
    private final GpuInventory inventory;
    private final Supplier<Stream<ResourceID>> recipes;

    HardwareSource(GpuInventory inventory, Supplier<Stream<ResourceID>> recipes) {
        super(Node.class, "hardware");
        this.inventory = inventory;
        this.recipes = recipes;
    }

    @Override
    public void start() {
        super.start();
        inventory.onChange(this::wakeAll);
    }

    private void wakeAll() {
        if (isRunning()) {
            recipes.get().forEach(recipe -> getEventHandler().handleEvent(new Event(recipe)));
        }
    }

    @Override
    public Set<Node> getSecondaryResources(AIMRecipe primary) {
        return Set.of();
    }
}
