package com.amd.aim.cli;

import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.cli.doctor.Doctor;
import com.amd.aim.cli.doctor.HostDoctor;
import com.amd.aim.cli.logging.Logs;
import com.amd.aim.cli.status.Format;
import com.amd.aim.cli.text.Documents;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aim doctor}: what a cluster or a host lacks. */
@Command(
        name = "doctor",
        description = {
            "Say whether a cluster is ready: nodes and their GPUs, drivers, storage, our definitions, the operator and its"
                    + " rights. Each line is OK, a warning or an error, with the command that repairs it or shows more.",
            "With --host, or where no cluster is named and there are AMD GPUs, it is this host or container that is"
                    + " examined: driver, devices, GPUs, ROCm, memory and kernel.",
            "It changes nothing. What this user may not see is a warning."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:no error; there may be warnings",
            " 1:an error, or a cluster that does not answer",
            " 2:not understood: unknown command, option or value",
            " 143:stopped by a signal, in good order"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--host", description = "Examine the host or container that this runs in, not a cluster.")
    private boolean host;

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAME",
            defaultValue = OperatorConfig.DEFAULT_NAMESPACE,
            description = "Where the operator's lease is looked for when no Deployment of it is found. Default:"
                    + " ${DEFAULT-VALUE}")
    private String operatorNamespace = OperatorConfig.DEFAULT_NAMESPACE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}; wide breaks no sentence, name is what is"
                            + " not OK.")
    private Format format = Format.table;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logs.forPeople(terminal.err(), terminal.debug());
        if (host && cluster.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--host examines no cluster; leave --kubeconfig and --context out.");
        }
        Catalog catalog = Catalog.builtIn();
        Doctor.Diagnosis diagnosis = host ? new HostDoctor(catalog).examine(terminal.host()) : examineCluster(catalog);
        print(diagnosis);
        return diagnosis.ready() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private Doctor.Diagnosis examineCluster(Catalog catalog) {
        Config named;
        try {
            named = cluster.choose(terminal);
        } catch (NoClusterNamed none) {
            return new HostDoctor(catalog)
                    .examineIfItHasGpus(terminal.host(), String.valueOf(none.getMessage()))
                    .orElseThrow(() -> none);
        }
        Doctor doctor = new Doctor(catalog, definitions());
        try (KubernetesClient client = Clusters.connect(named)) {
            return Clusters.ask(
                    client,
                    Node.class,
                    "nodes are an administrator's",
                    () -> doctor.examine(client, operatorNamespace, InstantSource.system()));
        }
    }

    private void print(Doctor.Diagnosis diagnosis) {
        switch (format) {
            case table -> diagnosis.lines(terminal.colours()).forEach(terminal.out()::println);
            case wide -> diagnosis.wide(terminal.colours()).forEach(terminal.out()::println);
            case name -> diagnosis.subjects().forEach(terminal.out()::println);
            case json -> terminal.out().println(Documents.json(diagnosis));
            case yaml -> terminal.out().println(Documents.yaml(diagnosis));
        }
    }

    private static List<CustomResourceDefinition> definitions() {
        return Manifests.definitions().stream()
                .map(CustomResourceDefinition.class::cast)
                .toList();
    }
}
