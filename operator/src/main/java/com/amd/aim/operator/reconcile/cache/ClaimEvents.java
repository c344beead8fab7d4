package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.plan.Claim;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** Asks what the cluster says about a claim that stays Pending. Events are read one claim at a time, and never watched. */
final class ClaimEvents {
    /** A claim that is younger has not waited long. */
    private final Duration patience;

    private final KubernetesClient client;

    ClaimEvents(KubernetesClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** The newest warning about the claim, once it has waited long enough to ask. */
    Optional<String> trouble(PersistentVolumeClaim claim, Instant now) {
        boolean waits = ClaimReader.read(claim).phase() == Claim.Phase.PENDING
                && Instant.parse(claim.getMetadata().getCreationTimestamp())
                        .plus(patience)
                        .isBefore(now);
        return waits ? newestWarning(claim) : Optional.empty();
    }

    private Optional<String> newestWarning(PersistentVolumeClaim claim) {
        try {
            return client
                    .v1()
                    .events()
                    .inNamespace(claim.getMetadata().getNamespace())
                    .withField("involvedObject.uid", claim.getMetadata().getUid())
                    .list()
                    .getItems()
                    .stream()
                    .filter(event -> "Warning".equals(event.getType()))
                    .max(Comparator.comparing(ClaimEvents::at))
                    .map(Event::getMessage);
        } catch (KubernetesClientException _) {
            // a message that is a little poorer is no reason to fail
            return Optional.empty();
        }
    }

    private static String at(Event event) {
        return Objects.requireNonNullElse(
                event.getLastTimestamp(),
                Objects.requireNonNullElse(event.getMetadata().getCreationTimestamp(), ""));
    }
}
