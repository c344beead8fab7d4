package com.amd.aim.cli.live;

import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A demo that stays, on a person's terminal. */
public final class ScreenDemo {
    private ScreenDemo() {}

    /**
     * Runs it until somebody ends it, and ends everything it started.
     *
     * @param screen given back as soon as the end is asked for
     * @param colours whether they are wanted
     */
    public static void run(Screen screen, boolean colours, InstantSource clock) throws InterruptedException {
        Board board = new Board(clock);
        FutureTask<@Nullable Void> demo = new FutureTask<>(() -> {
            new LiveDemo(board, clock).run();
            return null;
        });
        Thread thread = Thread.ofPlatform().name("demo").start(demo);
        try (screen) {
            new LiveView(screen, colours, board::scene).watch(demo::isDone);
        } finally {
            boolean byItself = demo.isDone();
            thread.interrupt();
            awaitEnd(thread);
            if (byItself) {
                fail(demo);
            }
        }
    }

    private static void fail(Future<?> demo) {
        if (demo.state() == Future.State.FAILED && demo.exceptionNow() instanceof RuntimeException failure) {
            throw failure;
        }
    }

    /** However often this thread is told to end: what was started has to be ended first. */
    private static void awaitEnd(Thread thread) {
        boolean told = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                told = true;
            }
        }
        if (told) {
            Thread.currentThread().interrupt();
        }
    }
}
