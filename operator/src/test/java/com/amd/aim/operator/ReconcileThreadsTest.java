package com.amd.aim.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The threads that reconcile")
class ReconcileThreadsTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    @DisplayName("come to the end of what they do, and begin nothing that waits or comes later")
    void end() throws InterruptedException {
        ReconcileThreads threads = new ReconcileThreads(1, Duration.ofMinutes(1));
        threads.executor().execute(this::work);
        threads.executor().execute(() -> done.add("waiting"));
        begun.await();

        Thread closing = Thread.ofVirtual().start(threads::close);
        closing.interrupt();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING && !closing.isInterrupted());
        threads.executor().execute(() -> done.add("late"));
        assertThat(done).isEmpty();
        release.countDown();
        closing.join();

        assertThat(done).containsExactly("begun");
    }

    @Test
    @DisplayName("are interrupted when they do not come to it")
    void interrupted() throws InterruptedException {
        ReconcileThreads threads = new ReconcileThreads(1, Duration.ofMillis(1));
        threads.executor().execute(this::work);
        begun.await();

        threads.close();

        await().untilAsserted(() -> assertThat(done).containsExactly("interrupted"));
    }

    private void work() {
        begun.countDown();
        try {
            release.await();
            done.add("begun");
        } catch (InterruptedException _) {
            done.add("interrupted");
        }
    }
}
