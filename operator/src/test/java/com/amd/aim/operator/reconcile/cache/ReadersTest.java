package com.amd.aim.operator.reconcile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.operator.plan.CacheFacts.Corruption;
import com.amd.aim.operator.plan.CacheFailure.Recovery;
import com.amd.aim.operator.plan.CacheJob;
import com.amd.aim.operator.plan.CacheStep;
import com.amd.aim.operator.plan.Claim;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.plan.StorageKind;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {
    private static final String DOWNLOADED =
            "{\"kind\":\"download\",\"revision\":\"c0ffee\",\"bytes\":5,\"files\":2,\"fetchedBytes\":5,\"seconds\":1.000}";

    private static Job job(String status) {
        return Serialization.unmarshal("""
                metadata:
                  name: a-dl2-123456
                  uid: job-uid
                  labels: {aim.amd.com/cache: a, aim.amd.com/step: download, aim.amd.com/attempt: "2"}
                  annotations:
                    aim.amd.com/try: "1"
                    aim.amd.com/series: "4 now"
                    aim.amd.com/claim-uid: claim-uid
                    aim.amd.com/plan: '{"kind":"plan","revision":"c0ffee","bytes":5,"files":2}'
                status: %s
                """.formatted(status), Job.class);
    }

    private static Pod pod(String owner, String status) {
        return Serialization.unmarshal("""
                metadata:
                  name: a-dl2-123456-x
                  creationTimestamp: "2026-01-01T00:00:00Z"
                  ownerReferences: [{apiVersion: batch/v1, kind: Job, name: a-dl2-123456, uid: %s, controller: true}]
                status: %s
                """.formatted(owner, status), Pod.class);
    }

    private static String ended(String phase, int code, String message) {
        return "{phase: %s, containerStatuses: [{name: download, state: {terminated: {exitCode: %d, reason: Error, message: '%s'}}}]}"
                .formatted(phase, code, message);
    }

    private static final String COMPLETE =
            "{conditions: [{type: Complete, status: \"True\", lastTransitionTime: \"2026-01-01T00:01:00Z\"}]}";
    private static final String FAILED =
            "{conditions: [{type: Failed, status: \"True\", reason: BackoffLimitExceeded, lastTransitionTime: \"2026-01-01T00:01:00Z\"}]}";

    private static CacheJob read(Job job, Pod... pods) {
        return JobReader.read(job, List.of(pods)).orElseThrow();
    }

    @Nested
    @DisplayName("a Job")
    class OfJob {
        @Test
        @DisplayName("carries its step, its attempt, its series, its claim and what was planned")
        void carried() {
            assertThat(read(job("{}")))
                    .isEqualTo(new CacheJob(
                            "a-dl2-123456",
                            CacheStep.DOWNLOAD,
                            2,
                            1,
                            "4 now",
                            "claim-uid",
                            Optional.of(new PlanResult("c0ffee", 5, 2)),
                            new CacheJob.State.Running(Optional.empty(), Optional.empty()),
                            false));
        }

        @Test
        @DisplayName("succeeds with the message of its pod")
        void succeeds() {
            assertThat(read(job(COMPLETE), pod("job-uid", ended("Succeeded", 0, DOWNLOADED)))
                            .state())
                    .isEqualTo(new CacheJob.State.Succeeded(
                            Optional.of(new DownloadResult("c0ffee", 5, 2, 5, 1)),
                            Instant.parse("2026-01-01T00:01:00Z")));
        }

        @Test
        @DisplayName("believes no pod that it does not own, nor one that has not succeeded")
        void forged() {
            assertThat(read(job(COMPLETE), pod("another-uid", ended("Succeeded", 0, DOWNLOADED)))
                            .state())
                    .isEqualTo(new CacheJob.State.Succeeded(Optional.empty(), Instant.parse("2026-01-01T00:01:00Z")));
            assertThat(read(job(COMPLETE), pod("job-uid", ended("Failed", 1, DOWNLOADED)))
                            .state())
                    .isEqualTo(new CacheJob.State.Succeeded(Optional.empty(), Instant.parse("2026-01-01T00:01:00Z")));
            assertThat(read(job("{active: 1}"), pod("job-uid", ended("Succeeded", 0, DOWNLOADED)))
                            .state())
                    .isInstanceOf(CacheJob.State.Running.class);
        }

        @ParameterizedTest(name = "{0} → {1}, {2}")
        @CsvSource({
            "Unreachable, HubUnreachable, TIME",
            "Unauthorized, Unauthorized, ACCESS",
            "Gated, Gated, ACCESS",
            "NotFound, RepositoryNotFound, ACCESS",
            "RevisionNotFound, RevisionNotFound, CHANGE",
            "RateLimited, RateLimited, TIME",
            "NoSpace, NoSpace, CHANGE",
            "Stalled, DownloadStalled, TIME",
            "HashMismatch, HashMismatch, TIME",
            "InvalidSource, InvalidSource, CHANGE",
            "Internal, JobFailed, TIME",
            "SomethingNewer, JobFailed, TIME",
        })
        @DisplayName("fails for the reason its pod names")
        void fails(String word, Reason reason, Recovery recovery) {
            String message = "{\"error\":\"%s\",\"message\":\"It was so.\"}".formatted(word);
            assertThat(read(job(FAILED), pod("job-uid", ended("Failed", 3, message)))
                            .state())
                    .isInstanceOfSatisfying(CacheJob.State.Failed.class, failed -> {
                        assertThat(failed.failure().finding()).isEqualTo(new Finding(reason, "It was so."));
                        assertThat(failed.failure().recovery()).isEqualTo(recovery);
                    });
        }

        @Test
        @DisplayName("fails without a word, without a pod, or at its deadline, and says which")
        void failsOtherwise() {
            assertThat(message(job(FAILED), pod("job-uid", ended("Failed", 137, ""))))
                    .isEqualTo("The Job's container ended with exit code 137 (Error) and left no word.");
            assertThat(message(job(FAILED))).isEqualTo("The Job failed (BackoffLimitExceeded), and its pod is gone.");
            assertThat(read(job(FAILED.replace("BackoffLimitExceeded", "DeadlineExceeded")))
                            .state())
                    .isInstanceOfSatisfying(
                            CacheJob.State.Failed.class,
                            failed -> assertThat(failed.failure().finding().reason())
                                    .isEqualTo(Reason.DeadlineExceeded));
        }

        private String message(Job job, Pod... pods) {
            return ((CacheJob.State.Failed) read(job, pods).state())
                    .failure()
                    .finding()
                    .message();
        }

        @Test
        @DisplayName("runs where its pod serves progress")
        void runs() {
            assertThat(read(job("{active: 1}"), pod("job-uid", "{phase: Running, podIP: 10.0.0.7}"))
                            .state())
                    .isEqualTo(new CacheJob.State.Running(Optional.empty(), Optional.of("10.0.0.7")));
        }

        @ParameterizedTest(name = "{0} → {1}")
        @CsvSource({
            "ImagePullBackOff, ImagePullFailed",
            "ErrImagePull, ImagePullFailed",
            "CreateContainerConfigError, ContainerConfigError",
            "ContainerCreating, ",
        })
        @DisplayName("tells why its pod does not start")
        void trouble(String waiting, @org.jspecify.annotations.Nullable Reason reason) {
            Pod pod = pod(
                    "job-uid",
                    "{phase: Pending, containerStatuses: [{name: download, state: {waiting: {reason: %s, message: so it is}}}]}"
                            .formatted(waiting));
            assertThat(read(job("{active: 1}"), pod).state())
                    .isInstanceOfSatisfying(CacheJob.State.Running.class, running -> {
                        assertThat(running.trouble().map(Finding::reason)).isEqualTo(Optional.ofNullable(reason));
                        running.trouble()
                                .ifPresent(
                                        finding -> assertThat(finding.message()).contains("so it is"));
                    });
        }

        @Test
        @DisplayName("tells that no node takes its pod")
        void unschedulable() {
            Pod pod = pod(
                    "job-uid",
                    "{phase: Pending, conditions: [{type: PodScheduled, status: \"False\", reason: Unschedulable, message: 0/3 nodes}]}");
            assertThat(PodTrouble.of(pod))
                    .contains(new Finding(Reason.Unschedulable, "No node for pod a-dl2-123456-x: 0/3 nodes"));
        }

        @Test
        @DisplayName("without an attempt's number or a step is not ours")
        void notOurs() {
            Job job = job("{}");
            job.getMetadata().getLabels().remove("aim.amd.com/attempt");
            assertThat(JobReader.read(job, List.of())).isEmpty();
        }
    }

    @Nested
    @DisplayName("a server's pod")
    class OfServer {
        private Pod server(String state) {
            return Serialization.unmarshal("""
                    metadata: {name: server-1}
                    status: {initContainerStatuses: [{name: verify, %s}]}
                    """.formatted(state), Pod.class);
        }

        private static final String CORRUPT =
                "{terminated: {exitCode: 3, finishedAt: \"2026-01-01T00:02:00Z\", message: '{\"error\":\"Corrupt\",\"message\":\"b.bin is missing.\"}'}}";

        @Test
        @DisplayName("complains about the files by its check, also while it waits for the next try")
        void complains() {
            Corruption expected =
                    new Corruption("server-1", "b.bin is missing.", Instant.parse("2026-01-01T00:02:00Z"));
            assertThat(CorruptionReader.read(List.of(server("state: " + CORRUPT))))
                    .contains(expected);
            assertThat(CorruptionReader.read(
                            List.of(server("state: {waiting: {reason: CrashLoopBackOff}}, lastState: " + CORRUPT))))
                    .contains(expected);
        }

        @Test
        @DisplayName("does not, when its check passed or could not even read the directory")
        void doesNot() {
            assertThat(CorruptionReader.read(List.of(
                            server("state: {terminated: {exitCode: 0, finishedAt: \"2026-01-01T00:02:00Z\"}}"),
                            server("state: " + CORRUPT.replace("Corrupt", "Internal")),
                            server("state: {running: {}}"))))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("storage")
    class Storage {
        private StorageKind read(String yaml) {
            return StorageKind.of(Serialization.unmarshal("---\n" + yaml, StorageClass.class), SharedStorage.builtIn());
        }

        @Test
        @DisplayName(
                "is known by its provisioner, by its end where drivers are named after namespaces, and by parameters")
        void known() {
            assertThat(read("{metadata: {name: nfs}, provisioner: nfs.csi.k8s.io}")
                            .shared())
                    .isTrue();
            assertThat(read("{metadata: {name: ceph}, provisioner: rook-ceph.cephfs.csi.ceph.com}")
                            .shared())
                    .isTrue();
            assertThat(read("{metadata: {name: rbd}, provisioner: rook-ceph.rbd.csi.ceph.com}")
                            .shared())
                    .isFalse();
            assertThat(read("{metadata: {name: smb}, provisioner: file.csi.azure.com}")
                            .shared())
                    .isFalse();
            assertThat(
                            read("{metadata: {name: azure}, provisioner: file.csi.azure.com, parameters: {protocol: nfs, x: y}}")
                                    .shared())
                    .isTrue();
        }

        @Test
        @DisplayName("is the default by either annotation, and may wait for a pod")
        void byDefault() {
            assertThat(read("""
                    metadata: {name: a, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
                    provisioner: rancher.io/local-path
                    volumeBindingMode: WaitForFirstConsumer
                    """)).isEqualTo(new StorageKind("a", "rancher.io/local-path", true, true, false));
            assertThat(read("{metadata: {name: a}, provisioner: x}").byDefault())
                    .isFalse();
        }

        @Test
        @DisplayName("a claim is read with its uid, phase, class, mode, size and plan")
        void claim() {
            assertThat(ClaimReader.read(Serialization.unmarshal("""
                            metadata:
                              name: a
                              uid: claim-uid
                              annotations: {aim.amd.com/plan: '{"kind":"plan","revision":"c0ffee","bytes":5,"files":2}'}
                            spec: {accessModes: [ReadWriteMany], storageClassName: nfs, resources: {requests: {storage: 6Gi}}}
                            status: {phase: Bound}
                            """, PersistentVolumeClaim.class)))
                    .isEqualTo(new Claim(
                            "claim-uid",
                            Claim.Phase.BOUND,
                            "nfs",
                            true,
                            6L << 30,
                            Optional.of(new PlanResult("c0ffee", 5, 2)),
                            false));
        }
    }
}
