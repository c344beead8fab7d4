package com.amd.aim.operator.reconcile.cache;

import static com.amd.aim.operator.reconcile.cache.CacheWorld.MODEL;
import static com.amd.aim.operator.reconcile.cache.CacheWorld.condition;
import static com.amd.aim.operator.reconcile.cache.CacheWorld.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMModelCache.Phase;
import com.amd.aim.operator.api.CacheStorage;
import com.amd.aim.operator.plan.CacheConditions;
import com.amd.aim.sandbox.api.RequestLog;
import com.amd.aim.sandbox.hub.TinyModel;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheReconcilerTest {
    private static final CacheWorld world = CacheWorld.start(CacheWorld.QUICK);

    @BeforeEach
    void fresh() {
        world.fresh();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    @DisplayName("a source becomes a plan, a claim, a download and a ready cache")
    void ready() {
        world.create("a");

        AIMModelCache cache = world.untilReady("a");

        AIMModelCache.Status status = cache.getStatus();
        TinyModel model = TinyModel.of(MODEL);
        assertThat(status.phase()).isEqualTo(Phase.Ready);
        assertThat(status.revision()).isEqualTo(model.commit());
        assertThat(status.bytesTotal()).isEqualTo(model.bytes());
        assertThat(status.bytesDone()).isEqualTo(model.bytes());
        assertThat(status.files()).isEqualTo(model.paths().size());
        assertThat(status.progress()).isEqualTo("100%");
        assertThat(status.usedBySummary()).isEqualTo("unused");
        assertThat(status.claimUid()).isEqualTo(claim("a").getMetadata().getUid());
        assertThat(status.conditions())
                .extracting(condition -> condition.getType() + "=" + condition.getStatus())
                .containsExactly(
                        "Planned=True",
                        "StorageReady=True",
                        "Downloaded=True",
                        "Verified=True",
                        "SharedAcrossNodes=True",
                        "Ready=True");
        assertThat(cache.getFinalizers()).isEmpty();
        assertThat(world.jobs("a", "plan")).hasSize(1);
        assertThat(world.jobs("a", "download")).hasSize(1);
    }

    @Test
    @DisplayName("two caches of one source are two: each has its claim")
    void twins() {
        world.create("a");
        world.create("b");
        assertThat(world.untilReady("a").getStatus().claimUid())
                .isNotEqualTo(world.untilReady("b").getStatus().claimUid());
    }

    @Test
    @DisplayName("while it downloads, status says how far it is")
    void progress() {
        world.hub().faults().slow(20_000);
        world.create("a");

        AIMModelCache cache = world.until(
                "a",
                found -> found.getStatus().rate() != null
                        && found.getStatus().rate().endsWith("iB/s")
                        && !"0%".equals(found.getStatus().progress()));

        assertThat(cache.getStatus().phase()).isEqualTo(Phase.Downloading);
        assertThat(condition(cache, CacheConditions.READY).getReason()).isEqualTo("Downloading");
        world.hub().faults().clear();
        assertThat(world.untilReady("a").getStatus().rate()).isNull();
    }

    @Test
    @DisplayName("an operator that is restarted in the middle of a download goes on with that download")
    void restartedMidDownload() {
        world.hub().faults().slow(20_000);
        world.create("a");
        world.until("a", cache -> cache.getStatus().phase() == Phase.Downloading);

        world.stopOperator();
        world.startOperator();
        world.hub().faults().clear();

        world.untilReady("a");
        assertThat(world.jobs("a", "plan")).hasSize(1);
        assertThat(world.jobs("a", "download")).hasSize(1);
    }

    @Test
    @DisplayName("what is settled is not written again, also after a restart")
    void settled() {
        world.create("a");
        world.untilReady("a");
        world.stopOperator();
        long mark = world.sandbox().requests().mark();

        world.startOperator();
        world.create("later");
        world.untilReady("later");

        assertThat(world.writesSince(mark))
                .filteredOn(entry ->
                        !Objects.requireNonNullElse(entry.name(), "later").startsWith("later"))
                .extracting(RequestLog.Entry::path)
                .isEmpty();
    }

    @Test
    @DisplayName("a claim that is deleted is no longer ready; another one is filled")
    void claimDeleted() {
        world.create("a");
        String first = world.untilReady("a").getStatus().claimUid();

        world.client().resource(claim("a")).delete();

        AIMModelCache again = world.until(
                "a",
                cache -> is(cache, CacheConditions.READY, "True")
                        && !Objects.equals(first, cache.getStatus().claimUid()));
        assertThat(again.getStatus().revision()).isEqualTo(TinyModel.of(MODEL).commit());
        assertThat(world.jobs("a", "plan")).hasSize(1);
        assertThat(world.jobs("a", "download")).hasSize(2);
    }

    @Test
    @DisplayName("a branch that moves never changes a cache, also when its claim has to be filled again")
    void pinned() {
        String model = "tiny/moving";
        world.hub().add(TinyModel.of(model, 2, 1, 0));
        world.create("a", "spec: {source: {uri: \"hf://%s\"}}".formatted(model));
        AIMModelCache first = world.untilReady("a");
        world.hub().add(TinyModel.of(model, 2, 1, 1));

        world.client().resource(claim("a")).delete();

        AIMModelCache again = world.until(
                "a",
                cache -> is(cache, CacheConditions.READY, "True")
                        && !Objects.equals(
                                first.getStatus().claimUid(), cache.getStatus().claimUid()));
        assertThat(again.getStatus().revision()).isEqualTo(first.getStatus().revision());
    }

    @Test
    @DisplayName("a status that is lost is told again, without another Job")
    void statusLost() {
        world.create("a");
        AIMModelCache before = world.untilReady("a");
        world.stopOperator();
        world.client().resource(before).editStatus(cache -> {
            cache.setStatus(null);
            return cache;
        });

        world.startOperator();

        AIMModelCache after = world.untilReady("a");
        assertThat(after.getStatus().claimUid()).isEqualTo(before.getStatus().claimUid());
        assertThat(world.jobs("a", "download")).hasSize(1);
    }

    @Test
    @DisplayName("a claim of its name that is somebody else's is left alone")
    void nameTaken() {
        PersistentVolumeClaim other = world.client()
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("a")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
        world.create("a");

        AIMModelCache cache = world.untilReason("a", CacheConditions.STORAGE_READY, "NameTaken");

        assertThat(condition(cache, CacheConditions.READY).getMessage())
                .contains("claim a")
                .contains("does not belong to this cache");
        assertThat(claim("a").getMetadata().getManagedFields())
                .isEqualTo(other.getMetadata().getManagedFields());
    }

    @Test
    @DisplayName(
            "a claim stays Pending for a StorageClass that does not exist, and is made anew for the one that the spec then names")
    void claimPending() {
        world.create("a", "spec: {source: {uri: \"hf://%s\"}, storage: {storageClassName: missing}}".formatted(MODEL));
        AIMModelCache cache = world.untilReason("a", CacheConditions.STORAGE_READY, "StorageClassMissing");
        assertThat(cache.getStatus().phase()).isEqualTo(Phase.Pending);
        assertThat(condition(cache, CacheConditions.READY).getMessage())
                .contains("'missing'")
                .contains("standard")
                .contains("spec.storage.storageClassName");

        world.edit("a", found -> wants(found, new CacheStorage(null, "standard", null)));

        world.untilReady("a");
        assertThat(claim("a").getSpec().getStorageClassName()).isEqualTo("standard");
    }

    @Test
    @DisplayName("a claim that nobody provisions says who should")
    void claimNotProvisioned() {
        world.client()
                .resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("idle")
                        .endMetadata()
                        .withProvisioner("example.com/idle")
                        .build())
                .serverSideApply();
        world.create("a", "spec: {source: {uri: \"hf://%s\"}, storage: {storageClassName: idle}}".formatted(MODEL));

        AIMModelCache cache = world.until(
                "a",
                found -> condition(found, CacheConditions.STORAGE_READY)
                        .getMessage()
                        .contains("made by example.com/idle"));

        assertThat(condition(cache, CacheConditions.READY).getReason()).isEqualTo("ClaimPending");
        assertThat(cache.getStatus().phase()).isEqualTo(Phase.Pending);
    }

    @Test
    @DisplayName("a claim grows with the spec where its StorageClass lets it")
    void grows() {
        world.client()
                .resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("growing")
                        .endMetadata()
                        .withProvisioner("sandbox.aim.amd.com/directory")
                        .withAllowVolumeExpansion(true)
                        .build())
                .serverSideApply();
        world.create("a", "spec: {source: {uri: \"hf://%s\"}, storage: {storageClassName: growing}}".formatted(MODEL));
        AIMModelCache cache = world.untilReady("a");

        world.edit("a", found -> wants(found, new CacheStorage("100Gi", "growing", null)));

        CacheWorld.until(() -> new Quantity("100Gi")
                .equals(claim("a").getSpec().getResources().getRequests().get("storage")));
        world.until("a", found -> condition(found, CacheConditions.READY).getObservedGeneration() == 2);
        assertThat(world.untilReady("a").getStatus().claimUid())
                .isEqualTo(cache.getStatus().claimUid());
    }

    @Test
    @DisplayName("events tell each step once")
    void events() {
        world.create("a");
        world.untilReady("a");
        CacheWorld.until(() -> reasons("a").contains("FilesReady"));
        assertThat(reasons("a")).startsWith("Planning").endsWith("FilesReady").doesNotHaveDuplicates();
    }

    private static List<String> reasons(String cache) {
        return world.client().events().v1().events().inNamespace(world.namespace()).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(cache)
                        && event.getRegarding().getKind().equals("AIMModelCache"))
                .sorted(java.util.Comparator.comparing(
                        event -> event.getEventTime().getTime()))
                .map(event -> event.getReason())
                .toList();
    }

    private static void wants(AIMModelCache cache, CacheStorage storage) {
        AIMModelCache.Spec spec = cache.getSpec();
        cache.setSpec(new AIMModelCache.Spec(spec.source(), storage, spec.files(), null, spec.download()));
    }

    private static PersistentVolumeClaim claim(String name) {
        return Objects.requireNonNull(world.claim(name));
    }
}
