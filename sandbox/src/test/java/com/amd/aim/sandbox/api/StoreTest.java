package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Journal;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.amd.aim.sandbox.api.store.Stored;
import com.amd.aim.sandbox.api.store.Subscription;
import com.amd.aim.sandbox.api.store.VersionGone;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The store")
class StoreTest {

    private final Store store = new Store(10, Journal.none());

    private static Key key(String name) {
        return new Key("/configmaps", "ns", name);
    }

    private static ObjectNode tree(String name, int value) {
        ObjectNode tree = Json.object().put("value", value);
        tree.putObject("metadata").put("name", name);
        return tree;
    }

    private Stored create(String name) {
        return store.create(key(name), tree(name, 0)).orElseThrow();
    }

    private static List<String> names(Store.Listing listing) {
        return listing.objects().stream().map(object -> object.key().name()).toList();
    }

    @Test
    @DisplayName("a write to a version that is not the latest is not kept")
    void stale() {
        Stored first = create("a");
        assertThat(store.create(key("a"), tree("a", 1))).isEmpty();
        Stored second = store.replace(first, tree("a", 1)).orElseThrow();
        assertThat(store.replace(first, tree("a", 2))).isEmpty();
        assertThat(store.delete(first)).isEmpty();
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(store.delete(second)).isPresent();
        assertThat(store.replace(second, tree("a", 3))).isEmpty();
    }

    @Test
    @DisplayName("a list can be had as it was at an earlier version")
    void past() throws VersionGone {
        Stored a = create("a");
        Stored b = create("b");
        long then = b.version();
        store.delete(a);
        store.replace(b, tree("b", 7));
        create("c");
        assertThat(names(store.list("/configmaps", "ns"))).containsExactly("b", "c");
        assertThat(names(store.listAt("/configmaps", "ns", then))).containsExactly("a", "b");
        assertThat(store.listAt("/configmaps", "ns", then)
                        .objects()
                        .getLast()
                        .tree()
                        .path("value")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("a namespace's list does not hold those of a namespace whose name begins alike")
    void namespaces() {
        store.create(new Key("/configmaps", "a", "x"), tree("x", 0));
        store.create(new Key("/configmaps", "a-b", "y"), tree("y", 0));
        store.create(new Key("/configmaps", "ab", "z"), tree("z", 0));
        assertThat(names(store.list("/configmaps", "a"))).containsExactly("x");
        assertThat(names(store.list("/configmaps", null))).containsExactly("y", "x", "z");
    }

    @Test
    @DisplayName("what is no longer remembered is said to be gone, not left out")
    void forgotten() {
        Stored first = create("a");
        Stored last = first;
        for (int i = 0; i < 20; i++) {
            last = store.replace(last, tree("a", i)).orElseThrow();
        }
        assertThatThrownBy(() -> store.subscribe("/configmaps", first.version()))
                .isInstanceOf(VersionGone.class);
        assertThatThrownBy(() -> store.listAt("/configmaps", "ns", first.version()))
                .isInstanceOf(VersionGone.class);
    }

    @Test
    @DisplayName("a subscription misses nothing and repeats nothing, whenever it begins")
    void subscriptions() throws Exception {
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 500; i++) {
                create("n" + i);
            }
        });
        try (Subscription changes = store.subscribe("/configmaps", null)) {
            List<String> seen = new ArrayList<>();
            changes.initial().forEach(object -> seen.add(object.key().name()));
            while (seen.size() < 500) {
                Change change = Objects.requireNonNull(changes.next(Duration.ofSeconds(20)));
                seen.add(change.key().name());
            }
            writer.join();
            List<String> all = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                all.add("n" + i);
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    @DisplayName("of writers that race each reads what it replaces, so that none is lost")
    void race() throws Exception {
        create("a");
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 100; i++) {
                    Optional<Stored> written = Optional.empty();
                    while (written.isEmpty()) {
                        Stored current = store.get(key("a")).orElseThrow();
                        int value = current.tree().path("value").asInt();
                        written = store.replace(current, tree("a", value + 1));
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(store.get(key("a")).orElseThrow().tree().path("value").asInt())
                .isEqualTo(800);
    }
}
