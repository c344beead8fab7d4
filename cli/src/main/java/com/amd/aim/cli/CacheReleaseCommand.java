package com.amd.aim.cli;

import com.amd.aim.cli.logging.Logs;
import com.amd.aim.operator.reconcile.cache.CacheRelease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aim cache release}: what the chart runs when it has been uninstalled. */
@Command(
        name = "release",
        description = {
            "Let go of all caches in use, after the operator has been uninstalled.",
            "A cache in use is held by a finalizer that the operator takes off when the last service leaves. Without an"
                    + " operator it would stay for ever, and with it a namespace that is deleted. An operator that runs"
                    + " puts it on again."
        })
final class CacheReleaseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Only the caches of this namespace. May be repeated. Default: all.")
    private List<String> namespaces = List.of();

    CacheReleaseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logs.forPeople(terminal.err(), terminal.debug());
        Config cluster = options.choose(terminal);
        Clusters.checkCaches(cluster, namespaces);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(cluster).build()) {
            List<String> released = new CacheRelease(client).release(namespaces);
            released.forEach(name -> terminal.out().println("released " + name));
            return ExitCodes.DONE;
        } catch (KubernetesClientException e) {
            throw new CommandFailed("The caches cannot be released: " + e.getMessage(), e);
        }
    }
}
