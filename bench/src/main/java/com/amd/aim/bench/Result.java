package com.amd.aim.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What one round measured; seconds count from the first create.
 *
 * @param load what was applied
 * @param count how many at once
 * @param created when the last was created by the user
 * @param workloads when the last workload existed
 * @param settled when the last one's status said where it stands for good
 * @param cpu seconds the operator computed until nothing went on any more
 * @param rssMb of the operator, when nothing went on any more
 * @param peakRssMb of the operator
 * @param requests of the operator until nothing went on any more
 * @param reconciles how often the operator looked at one of them
 * @param latency of single ones, after that; absent where it was not measured
 * @param limit the same writes by a bare loop; absent where it was not run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Result(
        String load,
        int count,
        double created,
        double workloads,
        double settled,
        double cpu,
        long rssMb,
        long peakRssMb,
        Requests requests,
        double reconciles,
        Restart restart,
        @Nullable Latency latency,
        BareLoop.@Nullable Took limit) {

    /**
     * From the create of a service to its Deployment while nothing else goes on.
     *
     * @param p50 milliseconds
     * @param p99 milliseconds
     */
    record Latency(int samples, long p50, long p99) {}

    /**
     * A new operator over what has settled.
     *
     * @param seconds from its start until each was looked at once
     * @param cpu seconds it computed until nothing went on any more
     */
    record Restart(double seconds, double cpu, long rssMb, Requests requests) {}
}
