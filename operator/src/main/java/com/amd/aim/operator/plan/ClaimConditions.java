package com.amd.aim.operator.plan;

import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is told of a cache's claim. */
final class ClaimConditions {
    private ClaimConditions() {}

    static ConditionState storageReady(CacheFacts facts, CachePlan plan) {
        return switch (plan) {
            case CachePlan.StartPlan _, CachePlan.AwaitPlan _, CachePlan.PlanFailed _ ->
                ConditionState.isUnknown(
                        CacheConditions.STORAGE_READY,
                        Reason.Waiting,
                        "The plan comes first, since it tells the size.");
            case CachePlan.MakeClaim make ->
                ConditionState.isFalse(
                        CacheConditions.STORAGE_READY,
                        Reason.ClaimPending,
                        "Claim %s of %s is being made."
                                .formatted(facts.name(), ByteText.of(make.wish().bytes())));
            case CachePlan.ReplaceClaim _ ->
                ConditionState.isFalse(
                        CacheConditions.STORAGE_READY,
                        Reason.ClaimPending,
                        "Claim %s was never bound and is made anew as spec.storage now wants it."
                                .formatted(facts.name()));
            case CachePlan.AwaitClaim await -> ConditionState.isFalse(CacheConditions.STORAGE_READY, await.why());
            case CachePlan.Refused refused ->
                refused.wanted() instanceof CachePlan.MakeClaim
                        ? ConditionState.isFalse(
                                CacheConditions.STORAGE_READY,
                                Reason.ClaimRefused,
                                refused.why().message())
                        : storageReady(facts, refused.wanted());
            case CachePlan.Filling filling -> filling(facts, filling.claim(), podTrouble(filling));
            case CachePlan.Ready ready -> filling(facts, ready.claim(), Optional.empty());
        };
    }

    static ConditionState shared(CacheFacts facts, CachePlan plan) {
        Optional<Claim> claim = facts.claim();
        if (claim.isEmpty()) {
            return ConditionState.isUnknown(CacheConditions.SHARED, Reason.Waiting, "There is no claim yet.");
        }
        return claim.get().shared()
                ? ConditionState.isTrue(
                        CacheConditions.SHARED,
                        Reason.ReadWriteMany,
                        "Claim %s can be used on several nodes at a time.".formatted(facts.name()))
                : ConditionState.isFalse(
                        CacheConditions.SHARED,
                        Reason.SingleNode,
                        ("Claim %s is ReadWriteOnce, so that all servers that use it run on one node; a StorageClass for"
                                        + " ReadWriteMany and spec.storage.accessMode: ReadWriteMany would lift that.")
                                .formatted(facts.name()));
    }

    private static Optional<Finding> podTrouble(CachePlan.Filling filling) {
        return filling instanceof CachePlan.AwaitDownload await ? await.job().trouble() : Optional.empty();
    }

    private static ConditionState filling(CacheFacts facts, Claim claim, Optional<Finding> podTrouble) {
        return claim.phase() == Claim.Phase.BOUND
                ? ConditionState.isTrue(
                        CacheConditions.STORAGE_READY,
                        Reason.ClaimBound,
                        "Claim %s of %s is bound.%s"
                                .formatted(
                                        facts.name(),
                                        ByteText.of(claim.bytes()),
                                        facts.claimTrouble()
                                                .map(trouble -> " It cannot be enlarged. " + trouble)
                                                .orElse("")))
                : ConditionState.isFalse(CacheConditions.STORAGE_READY, pending(facts, claim, podTrouble));
    }

    private static Finding pending(CacheFacts facts, Claim claim, Optional<Finding> podTrouble) {
        Optional<StorageKind> kind = ClaimWish.kind(claim.storageClass(), facts.storage());
        String complaint =
                facts.claimTrouble().map(text -> " The cluster says: " + text).orElse("");
        if (kind.isEmpty()) {
            return new Finding(Reason.StorageClassMissing, missing(facts, claim) + complaint);
        }
        if (kind.get().waitsForPod()) {
            return new Finding(
                    podTrouble.map(Finding::reason).orElse(Reason.ClaimWaitsForPod),
                    "Claim %s is bound when the download's pod is placed, as StorageClass %s wants it.%s%s"
                            .formatted(
                                    facts.name(),
                                    kind.get().name(),
                                    podTrouble
                                            .map(trouble -> " " + trouble.message())
                                            .orElse(""),
                                    complaint));
        }
        return new Finding(
                Reason.ClaimPending,
                "Claim %s waits for a volume of StorageClass %s, made by %s.%s"
                        .formatted(facts.name(), kind.get().name(), kind.get().provisioner(), complaint));
    }

    private static String missing(CacheFacts facts, Claim claim) {
        List<String> names = facts.storage().stream().map(StorageKind::name).toList();
        String known = names.isEmpty()
                ? "the cluster has none"
                : "the cluster has " + names.stream().collect(Collectors.joining(", "));
        return claim.storageClass() == null
                ? "Claim %s waits for a StorageClass: there is no default one (%s); name one in spec.storage.storageClassName."
                        .formatted(facts.name(), known)
                : "Claim %s waits for a volume: there is no StorageClass '%s' (%s); name another one in spec.storage.storageClassName."
                        .formatted(facts.name(), claim.storageClass(), known);
    }
}
