package com.amd.aim.operator.reconcile.service;

import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.ServiceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who was given which GPUs. Choices are made one at a time, so that each sees what the one before it was given, before a pod of it is
 * bound anywhere.
 */
final class ChoiceLedger {
    private final Map<ServiceId, GpuClaim> claims = new ConcurrentHashMap<>();
    private boolean opened;

    /**
     * Makes a choice while nobody else does.
     *
     * @param earlier what was given before this process began; read once
     * @param choice has to {@link #note} what it gives
     */
    synchronized <T> T serially(Supplier<List<GpuClaim>> earlier, Supplier<T> choice) {
        if (!opened) {
            earlier.get().forEach(claim -> claims.putIfAbsent(claim.service(), claim));
            opened = true;
        }
        return choice.get();
    }

    /** What a service holds now; empty: nothing. */
    void note(ServiceId service, Optional<GpuClaim> claim) {
        claim.ifPresentOrElse(given -> claims.put(service, given), () -> claims.remove(service));
    }

    List<GpuClaim> claims() {
        return List.copyOf(claims.values());
    }
}
