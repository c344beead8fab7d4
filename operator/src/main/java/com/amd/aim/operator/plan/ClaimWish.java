package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.CacheStorage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claim that a cache should have.
 *
 * @param storageClass absent: the cluster's default, if there is one
 * @param shared ReadWriteMany, else ReadWriteOnce
 * @param bytes its size
 */
public record ClaimWish(@Nullable String storageClass, boolean shared, long bytes) {
    private static final long GIB = 1L << 30;

    /** Room for what a download writes beside the files, and for what a file system keeps for itself. */
    private static final long SPARE_BYTES = 5 * GIB;

    /**
     * Resolves what the spec leaves open.
     *
     * @param given what the spec says
     * @param kinds the cluster's StorageClasses
     * @param plannedBytes what the files take
     */
    static ClaimWish of(@Nullable CacheStorage given, List<StorageKind> kinds, long plannedBytes) {
        CacheStorage storage = given == null ? new CacheStorage(null, null, null) : given;
        Optional<StorageKind> kind = kind(storage.storageClassName(), kinds);
        CacheStorage.AccessMode mode = storage.accessMode();
        return new ClaimWish(
                storage.storageClassName() == null
                        ? kind.map(StorageKind::name).orElse(null)
                        : storage.storageClassName(),
                mode == null
                        ? kind.filter(StorageKind::shared).isPresent()
                        : mode == CacheStorage.AccessMode.ReadWriteMany,
                storage.size() == null ? sizeFor(plannedBytes) : bytes(storage.size()));
    }

    /** The StorageClass of this name, or the default one; of several defaults the first by name. */
    static Optional<StorageKind> kind(@Nullable String name, List<StorageKind> kinds) {
        return kinds.stream()
                .filter(kind -> name == null ? kind.byDefault() : kind.name().equals(name))
                .min(Comparator.comparing(StorageKind::name));
    }

    /** Whether the spec asks for another class or mode than the claim has; what it leaves open is no difference. */
    static boolean differs(@Nullable CacheStorage given, Claim claim) {
        if (given == null) {
            return false;
        }
        boolean otherClass =
                given.storageClassName() != null && !given.storageClassName().equals(claim.storageClass());
        boolean otherMode = given.accessMode() != null
                && (given.accessMode() == CacheStorage.AccessMode.ReadWriteMany) != claim.shared();
        return otherClass || otherMode;
    }

    /** The bytes of a quantity that the schema let through. */
    static long bytes(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity)).longValue();
    }

    /** A tenth more than the files take, and 5 GiB, in whole GiB. */
    static long sizeFor(long plannedBytes) {
        long wanted = plannedBytes + plannedBytes / 10 + SPARE_BYTES;
        return Math.ceilDiv(wanted, GIB) * GIB;
    }
}
