package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.write.Deleter;
import com.amd.aim.sandbox.api.write.Writer;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows every change in the store and does the chores, one after the other in a thread of its own, until closed. */
public final class Housekeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final long RETRY_MILLIS = 50;
    private static final long IDLE_MILLIS = 60_000;

    private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final List<Chore> chores;
    private final Thread thread;

    private record Task(Chore chore, Key key) {}

    private Housekeeper(List<Chore> chores) {
        this.chores = chores;
        this.thread = Thread.ofVirtual().name("housekeeper").unstarted(this::run);
    }

    /** Takes note of changes from now on; the store must still be empty. */
    public static Housekeeper following(Store store, Kinds kinds, Writer writer, Deleter deleter, InstantSource clock) {
        Housekeeper keeper = new Housekeeper(List.of(
                new GarbageCollector(store, kinds, writer, deleter),
                new NamespaceCleaner(store, kinds, writer, deleter),
                new DefaultAccounts(store, kinds, writer),
                new StorageProtection(store, kinds, writer),
                new DefinitionKeeper(store, kinds, writer, deleter),
                new EventExpiry(store, clock)));
        store.listen(keeper.changes::add);
        return keeper;
    }

    /** Begins to do the chores. What was restored must be noted by then: an owner not yet seen would count as gone. */
    public void start() {
        thread.start();
    }

    private void run() {
        Set<Task> open = new LinkedHashSet<>();
        try {
            while (true) {
                Change first = changes.poll(open.isEmpty() ? IDLE_MILLIS : RETRY_MILLIS, TimeUnit.MILLISECONDS);
                for (Change change = first; change != null; change = changes.poll()) {
                    note(change, open);
                }
                chores.forEach(chore -> chore.due().forEach(key -> open.add(new Task(chore, key))));
                Set<Task> due = new LinkedHashSet<>(open);
                open.clear();
                due.stream().filter(task -> !isDone(task)).forEach(open::add);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Change change, Set<Task> open) {
        for (Chore chore : chores) {
            chore.concernedBy(change).forEach(key -> open.add(new Task(chore, key)));
        }
    }

    /** False when it is to be tried again: another write came between. */
    private static boolean isDone(Task task) {
        try {
            task.chore.attend(task.key);
            return true;
        } catch (ApiFailure failure) {
            return failure.code() != 409;
        } catch (RuntimeException bug) {
            LOG.atError()
                    .setCause(bug)
                    .log("{} failed at {}", task.chore.getClass().getSimpleName(), task.key);
            return true;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
