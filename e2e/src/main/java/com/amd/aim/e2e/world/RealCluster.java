package com.amd.aim.e2e.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives tests {@linkplain OnSharedCluster the one cluster that all of a run share}, which is started by the first that asks and ended
 * after the last, or {@linkplain OnOwnCluster one for the class}. What a test left in it, as one that failed does, is cleared for those
 * after it: it would hold their GPUs.
 */
public final class RealCluster
        implements ParameterResolver,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(RealCluster.class);
    private static final String NODES = "2xMI300X:8,1xMI325X:8";
    private static final String THERE = "there before";
    private static final int LAST_LINES = 15;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        boolean own = test.isAnnotationPresent(OnOwnCluster.class);
        // a store also looks into those above it, so the two must not go by the same key
        return own
                ? ofClass(context)
                        .getStore(STORE)
                        .computeIfAbsent(test, _ -> Cluster.up(test.getSimpleName(), NODES), Cluster.class)
                : context.getRoot()
                        .getStore(STORE)
                        .computeIfAbsent(Cluster.class, _ -> Cluster.up("shared", NODES), Cluster.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        known(context).ifPresent(cluster -> context.getStore(STORE).put(THERE, cluster.namespaces()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        known(context).ifPresent(cluster -> {
            Set<String> made = new HashSet<>(cluster.namespaces());
            // a cluster that the test itself was the first to ask for had none before
            made.removeAll(
                    Objects.requireNonNullElse((Set<?>) context.getStore(STORE).get(THERE), Set.of()));
            cluster.clear(made);
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        known(context).ifPresent(cluster -> cluster.clear(cluster.namespaces()));
    }

    private static Optional<Cluster> known(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        Object key = test.isAnnotationPresent(OnOwnCluster.class) ? test : Cluster.class;
        return Optional.ofNullable(context.getStore(STORE).get(key, Cluster.class));
    }

    private static ExtensionContext ofClass(ExtensionContext context) {
        return context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
    }

    /** Shows what the components said last. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Path clusters = Path.of(System.getProperty("aim.e2e.dir", ""));
        // a test may fail before any has asked for a cluster
        if (Files.isDirectory(clusters)) {
            showAll(context.getDisplayName(), clusters);
        }
        throw failure;
    }

    private static void showAll(String test, Path clusters) throws IOException {
        try (Stream<Path> files =
                Files.find(clusters, 3, (file, _) -> file.toString().endsWith(".log") && !file.endsWith("audit.log"))) {
            for (Path file : files.sorted().toList()) {
                show(test, file);
            }
        }
    }

    private static void show(String test, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        System.out.printf("--- %s: %s%n", test, file);
        lines.stream()
                .skip(Math.max(0, lines.size() - LAST_LINES))
                .map(line -> line.substring(0, Math.min(line.length(), 400)))
                .forEach(System.out::println);
    }
}
