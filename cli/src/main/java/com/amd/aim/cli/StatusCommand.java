package com.amd.aim.cli;

import com.amd.aim.cli.logging.Logs;
import com.amd.aim.cli.render.ClusterFacts;
import com.amd.aim.cli.render.FactsCollector;
import com.amd.aim.cli.status.Caches;
import com.amd.aim.cli.status.Format;
import com.amd.aim.cli.status.ServiceWatch;
import com.amd.aim.cli.status.StatusPrinter;
import com.amd.aim.cli.text.Documents;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.plan.StorageKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aim status}: where services stand. */
@Command(
        name = "status",
        description = {
            "Show services: where each stands, why, and the next thing to do.",
            "With a name, also which recipes were considered, the conditions and the newest events."
        })
final class StatusCommand implements Callable<Integer> {
    private static final String DEFAULT_NAMESPACE = "default";
    private static final String IF_FORBIDDEN = "name a namespace with -n where it may, or have the right granted";

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One service. Default: all of the namespace.")
    private @Nullable String name;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace. Default: the context's.")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "The services of all namespaces.")
    private boolean everywhere;

    @Option(
            names = {"-w", "--watch"},
            description = "Print a line for each change, until stopped.")
    private boolean watch;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}; wide has all candidates of one service, facts is what 'aim render --facts' reads.")
    private Output output = Output.table;

    /** What is written after {@code -o}. */
    enum Output {
        table,
        wide,
        json,
        yaml,
        name,
        facts
    }

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (everywhere && name != null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "-A and a name exclude each other; use -n with the name.");
        }
        Logs.forPeople(terminal.err(), terminal.debug());
        Config config = cluster.choose(terminal);
        String here = Optional.ofNullable(namespace)
                .or(() -> Optional.ofNullable(config.getNamespace()))
                .orElse(DEFAULT_NAMESPACE);
        if (output == Output.facts && watch) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "facts are of one moment; leave -w out.");
        }
        try (KubernetesClient client = Clusters.connect(config)) {
            if (output == Output.facts) {
                terminal.out().println(Documents.yaml(facts(client, here)));
            } else {
                Format format = Format.valueOf(output.name());
                show(client, here, new StatusPrinter(terminal.out(), format, everywhere, terminal.colours()));
            }
        }
        return ExitCodes.DONE;
    }

    private ClusterFacts facts(KubernetesClient client, String here) {
        List<AIMService> services =
                Clusters.ask(client, AIMService.class, IF_FORBIDDEN, () -> objects(client, AIMService.class, here));
        SharedStorage shared = SharedStorage.builtIn();
        return FactsCollector.collect(
                name == null ? services : List.of(named(name, services, here)),
                orNone(AIMModelCache.class, () -> objects(client, AIMModelCache.class, here)),
                orNone(
                                StorageClass.class,
                                () -> client.storage()
                                        .v1()
                                        .storageClasses()
                                        .list()
                                        .getItems())
                        .stream()
                        .map(storage -> StorageKind.of(storage, shared))
                        .toList(),
                orNone(
                        Deployment.class,
                        () -> client.apps()
                                .deployments()
                                .inAnyNamespace()
                                .withLabels(FactsCollector.OPERATOR_LABELS)
                                .list()
                                .getItems()));
    }

    private void show(KubernetesClient client, String here, StatusPrinter printer) throws InterruptedException {
        List<AIMService> services =
                Clusters.ask(client, AIMService.class, IF_FORBIDDEN, () -> objects(client, AIMService.class, here));
        if (watch) {
            watch(client, here, new ServiceWatch(printer, Optional.ofNullable(name), InstantSource.system()));
            return;
        }
        Caches caches = Caches.of(orNone(AIMModelCache.class, () -> objects(client, AIMModelCache.class, here)));
        if (name != null) {
            printer.detail(
                    named(name, services, here), caches, orNone(Event.class, () -> objects(client, Event.class, here)));
            return;
        }
        printer.list(services, caches);
        if (services.isEmpty()) {
            terminal.err()
                    .println(
                            everywhere
                                    ? "There is no AIMService in the cluster."
                                    : "There is no AIMService in namespace " + here + "; -A looks in all.");
        }
    }

    private static AIMService named(String name, List<AIMService> services, String here) {
        return services.stream()
                .filter(service -> service.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("There is no AIMService '%s' in namespace %s; %s."
                        .formatted(
                                name,
                                here,
                                services.isEmpty()
                                        ? "it has none, and -n names another"
                                        : "it has "
                                                + services.stream()
                                                        .map(service -> service.getMetadata()
                                                                .getName())
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")))));
    }

    private void watch(KubernetesClient client, String here, ServiceWatch changes) throws InterruptedException {
        // first, so that services are told with what their caches say
        List<SharedIndexInformer<AIMModelCache>> caches = orNone(
                AIMModelCache.class, () -> List.of(inform(client, AIMModelCache.class, here, changes.ofCaches())));
        try (SharedIndexInformer<AIMService> services = inform(client, AIMService.class, here, changes.ofServices())) {
            await(services.stopped());
        } finally {
            caches.forEach(SharedIndexInformer::close);
        }
    }

    private <T extends HasMetadata> SharedIndexInformer<T> inform(
            KubernetesClient client, Class<T> kind, String here, ResourceEventHandler<T> handler) {
        return everywhere
                ? client.resources(kind).inAnyNamespace().inform(handler)
                : client.resources(kind).inNamespace(here).inform(handler);
    }

    private <T extends HasMetadata> List<T> objects(KubernetesClient client, Class<T> kind, String here) {
        return everywhere
                ? client.resources(kind).inAnyNamespace().list().getItems()
                : client.resources(kind).inNamespace(here).list().getItems();
    }

    /** What is not for this user to see is left out, and that is said. */
    private <T> List<T> orNone(Class<? extends HasMetadata> kind, Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            terminal.err()
                    .println("%s cannot be listed (%s), so what they say is left out."
                            .formatted(HasMetadata.getFullResourceName(kind), Clusters.reason(e)));
            return List.of();
        }
    }

    /** Ends with an interruption, or when the cluster ends it for good. */
    private static void await(CompletionStage<Void> stopped) throws InterruptedException {
        try {
            stopped.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new CommandFailed("The cluster ended the watch: " + Clusters.reason(e), e);
        }
    }
}
