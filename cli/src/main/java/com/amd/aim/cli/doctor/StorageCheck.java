package com.amd.aim.cli.doctor;

import com.amd.aim.operator.plan.StorageKind;
import java.util.ArrayList;
import java.util.List;

/** Where caches can be kept, and whether servers on several nodes can share them. */
final class StorageCheck implements Check {
    private static final String SUBJECT = "Storage";
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    @Override
    public List<Finding> of(Observations seen) {
        return switch (seen.storage()) {
            case Seen.Hidden<List<StorageKind>> hidden -> List.of(Finding.hidden(SUBJECT, "storageclasses", hidden));
            case Seen.Known<List<StorageKind>>(List<StorageKind> kinds) -> judge(kinds);
        };
    }

    private static List<Finding> judge(List<StorageKind> kinds) {
        if (kinds.isEmpty()) {
            return List.of(Finding.error(
                    SUBJECT, "There is no StorageClass, so no cache gets a volume.", "kubectl get csidrivers"));
        }
        List<StorageKind> defaults =
                kinds.stream().filter(StorageKind::byDefault).toList();
        return switch (defaults.size()) {
            case 0 -> List.of(withoutDefault(kinds));
            case 1 -> List.of(ofDefault(defaults.getFirst(), kinds));
            default -> severalDefaults(defaults, kinds);
        };
    }

    private static Finding withoutDefault(List<StorageKind> kinds) {
        StorageKind best =
                shared(kinds).isEmpty() ? kinds.getFirst() : shared(kinds).getFirst();
        return Finding.warning(
                SUBJECT,
                "No StorageClass is the default, so every service has to name one in spec.cache.storage.storageClassName: %s."
                        .formatted(Count.names(names(kinds))),
                "kubectl annotate storageclass %s %s=true".formatted(best.name(), DEFAULT));
    }

    private static Finding ofDefault(StorageKind kind, List<StorageKind> kinds) {
        String named = "The default StorageClass %s (%s)".formatted(kind.name(), kind.provisioner());
        if (kind.shared()) {
            return Finding.ok(SUBJECT, named + " makes volumes that several nodes share (ReadWriteMany).");
        }
        List<StorageKind> shared = shared(kinds);
        String message = named + " is not known for ReadWriteMany, so all servers of one cache run on one node unless";
        return shared.isEmpty()
                ? Finding.warning(
                        SUBJECT,
                        message
                                + " spec.cache.storage names a StorageClass for ReadWriteMany; the cluster has none that is known.",
                        "kubectl get storageclasses")
                : Finding.warning(
                        SUBJECT,
                        message + " spec.cache.storage.storageClassName is " + Count.names(names(shared)) + ".",
                        "kubectl patch aimservice NAME --type merge --patch '{\"spec\":{\"cache\":{\"storage\":{\"storageClassName\":\"%s\"}}}}'"
                                .formatted(shared.getFirst().name()));
    }

    private static List<Finding> severalDefaults(List<StorageKind> defaults, List<StorageKind> kinds) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.warning(
                SUBJECT,
                "Several StorageClasses are the default: %s; Kubernetes takes the newest."
                        .formatted(Count.names(names(defaults))),
                "kubectl annotate storageclass %s %s-"
                        .formatted(defaults.getLast().name(), DEFAULT)));
        if (shared(kinds).isEmpty()) {
            findings.add(ofDefault(defaults.getFirst(), kinds));
        }
        return findings;
    }

    private static List<StorageKind> shared(List<StorageKind> kinds) {
        return kinds.stream().filter(StorageKind::shared).toList();
    }

    private static List<String> names(List<StorageKind> kinds) {
        return kinds.stream().map(StorageKind::name).sorted().toList();
    }
}
