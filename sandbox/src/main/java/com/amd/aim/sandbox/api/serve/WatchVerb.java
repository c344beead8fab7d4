package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.Form;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.store.Subscription;
import com.amd.aim.sandbox.api.store.VersionGone;
import com.amd.aim.sandbox.api.tables.Tables;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code watch}: the changes of a collection as lines of JSON, until the client leaves or its time is over. */
final class WatchVerb {

    private static final Duration BOOKMARKS = Duration.ofMinutes(1);

    private final Store store;
    private final Tables tables;

    WatchVerb(Store store, Tables tables) {
        this.store = store;
        this.tables = tables;
    }

    void answer(Target target, Call call) throws IOException {
        ListOptions options = ListOptions.of(call, true);
        Predicate<ObjectNode> wanted = Selection.of(target, call);
        Rendering rendering = new Rendering(target.type(), call, tables);
        Watcher watcher = new Watcher(target, wanted, rendering, call.flag("allowWatchBookmarks"), deadline(call));
        boolean state = options.notOlderThan() == 0 || call.flag("sendInitialEvents");
        try (Subscription changes = store.subscribe(target.type().storage(), state ? null : options.notOlderThan());
                OutputStream out = new BufferedOutputStream(call.stream(200, "application/json"), 16 * 1024)) {
            // a watch that asks for any state gets it as events too, and is told where it ends
            boolean markEnd = call.flag("sendInitialEvents")
                    || call.query("resourceVersion").isEmpty();
            watcher.begin(changes, markEnd, out);
            watcher.run(changes, out);
        } catch (VersionGone gone) {
            refuse(call, options.notOlderThan(), gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Too old a version: the answer begins well and its first line is the error, as clients expect. */
    private static void refuse(Call call, long asked, VersionGone gone) throws IOException {
        ObjectNode status = ApiFailure.expired("too old resource version: " + asked + " (" + gone.oldest() + ")")
                .status();
        try (OutputStream out = call.stream(200, "application/json")) {
            Rendering.ascii(out, "{\"type\":\"ERROR\",\"object\":" + status + "}\n");
        }
    }

    private static long deadline(Call call) {
        long seconds = ListOptions.number(call.query("timeoutSeconds"));
        // an API server's default is random too, so that clients do not all come back at once
        long limit = seconds > 0 ? seconds : ThreadLocalRandom.current().nextLong(1800, 3600);
        return System.nanoTime() + Duration.ofSeconds(limit).toNanos();
    }

    private final class Watcher {

        private final Target target;
        private final Predicate<ObjectNode> wanted;
        private final Rendering rendering;
        private final boolean bookmarks;
        private final long deadline;
        private long told;

        Watcher(Target target, Predicate<ObjectNode> wanted, Rendering rendering, boolean bookmarks, long deadline) {
            this.target = target;
            this.wanted = wanted;
            this.rendering = rendering;
            this.bookmarks = bookmarks;
            this.deadline = deadline;
        }

        void begin(Subscription changes, boolean markEnd, OutputStream out) throws IOException {
            told = changes.start();
            for (Stored object : changes.initial()) {
                if (wanted.test(object.tree())) {
                    event("ADDED", object, out);
                }
            }
            if (markEnd && bookmarks) {
                rendering.bookmark(changes.start(), true, out);
            }
            out.flush();
        }

        void run(Subscription changes, OutputStream out) throws IOException, InterruptedException {
            long nextBookmark = System.nanoTime() + BOOKMARKS.toNanos();
            while (true) {
                long until = Math.min(deadline, nextBookmark);
                Change change = changes.next(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
                if (change != null) {
                    tell(change, out);
                    Change more;
                    while ((more = changes.next(Duration.ZERO)) != null) {
                        tell(more, out);
                    }
                    out.flush();
                } else if (!changes.isEnded()) {
                    bookmark(changes, out);
                    nextBookmark = System.nanoTime() + BOOKMARKS.toNanos();
                }
                if (System.nanoTime() >= deadline || changes.isEnded()) {
                    return;
                }
            }
        }

        /** All changes up to the version read first are in the queue by then, so it is true once the queue is told. */
        private void bookmark(Subscription changes, OutputStream out) throws IOException, InterruptedException {
            if (!bookmarks) {
                return;
            }
            long version = store.version();
            Change more;
            while ((more = changes.next(Duration.ZERO)) != null) {
                tell(more, out);
            }
            rendering.bookmark(Math.max(version, told), false, out);
            out.flush();
        }

        private void tell(Change change, OutputStream out) throws IOException {
            boolean before = matches(change.before());
            boolean after = matches(change.after());
            told = change.version();
            Stored now = change.after();
            Stored last = change.deleted();
            if (after && now != null) {
                event(before ? "MODIFIED" : "ADDED", now, out);
            } else if (before && last != null) {
                event("DELETED", last, out);
            } else if (before && change.before() != null && now != null) {
                event("DELETED", change.before().asOf(now), out);
            }
        }

        private boolean matches(@Nullable Stored object) {
            return object != null && wanted.test(object.tree());
        }

        private void event(String kind, Stored object, OutputStream out) throws IOException {
            rendering.event(kind, Form.of(object, target.type()), out);
        }
    }
}
