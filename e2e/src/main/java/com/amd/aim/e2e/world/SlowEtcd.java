package com.amd.aim.e2e.world;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * An etcd that is frozen for 200 ms, works for 20, and so on until this is closed: what the API server asks of it is answered up to
 * 200 ms late, and more when one answer takes several rounds.
 */
public final class SlowEtcd implements AutoCloseable {
    private static final long FROZEN_NANOS = 200_000_000;
    private static final long AT_WORK_NANOS = 20_000_000;

    private final String pid;
    private final Thread pulse;

    private SlowEtcd(String pid) {
        this.pid = pid;
        this.pulse = Thread.ofPlatform().name("slow-etcd").start(this::pulse);
    }

    /** Slows the etcd of a cluster down. */
    public static SlowEtcd of(Cluster cluster) {
        return new SlowEtcd(
                Cluster.read(cluster.dir().resolve("run/etcd")).strip().split(" ", -1)[0]);
    }

    private void pulse() {
        while (!Thread.currentThread().isInterrupted()) {
            signal("STOP");
            LockSupport.parkNanos(FROZEN_NANOS);
            signal("CONT");
            LockSupport.parkNanos(AT_WORK_NANOS);
        }
    }

    private void signal(String name) {
        if (!Thread.currentThread().isInterrupted()) {
            Command.run(null, List.of("kill", "-" + name, pid)).succeeded();
        }
    }

    @Override
    public void close() {
        pulse.interrupt();
        try {
            pulse.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Command.run(null, List.of("kill", "-CONT", pid)).succeeded();
    }
}
