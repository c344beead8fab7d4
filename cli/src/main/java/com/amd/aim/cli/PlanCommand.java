package com.amd.aim.cli;

import com.amd.aim.cli.inventory.Asking;
import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.cli.logging.Logs;
import com.amd.aim.cli.placement.Placement;
import com.amd.aim.cli.placement.Placer;
import com.amd.aim.cli.placement.Plan;
import com.amd.aim.cli.placement.PlanText;
import com.amd.aim.cli.placement.Wanted;
import com.amd.aim.cli.render.GivenManifests;
import com.amd.aim.cli.status.Format;
import com.amd.aim.cli.text.Documents;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.plan.ServiceRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aim plan}: which services would be placed where. */
@Command(
        name = "plan",
        description = {
            "Say which of the AIMServices in files would be placed on which nodes, what is left over, and what does not fit"
                    + " and why: on the GPUs of --nodes, else of the cluster that a kubeconfig names, else of this host.",
            "They take their GPUs in the order of their names; AIMRecipes in the files count. It changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:all servers of all services find their GPUs",
            " 1:some do not, which is said with the reason; or a cluster that does not answer",
            " 2:not understood: unknown command, option or value, or a manifest that a cluster would refuse",
            " 143:stopped by a signal, in good order"
        })
final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ManifestOptions manifests = new ManifestOptions();

    @Mixin
    private InventoryOptions inventory = new InventoryOptions();

    @Mixin
    private CatalogOptions catalogs = new CatalogOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}; name is what is placed.")
    private Format format = Format.table;

    PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Logs.forPeople(terminal.err(), terminal.debug());
        Catalog catalog = catalogs.read(terminal, command);
        GivenManifests given = manifests.read(command);
        Inventory there = inventory
                .find(terminal, catalog.gpus(), Asking.forAny(manifests.namespace(), null), command)
                .inventory();
        List<Wanted> wanted = given.services().stream()
                .map(service -> wanted(service, given, catalog, command))
                .toList();
        Plan plan = Placer.place(catalog, there, wanted);
        print(plan);
        return plan.fits() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private Wanted wanted(AIMService service, GivenManifests given, Catalog catalog, CommandSpec command) {
        Stock stock = inventory
                .find(terminal, catalog.gpus(), ManifestOptions.asking(service, catalog), command)
                .ofOperator();
        return new Wanted(
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                ServiceRequest.of(service.getSpec()),
                Objects.requireNonNullElse(service.getSpec().replicas(), 1),
                stock.inventory(),
                ManifestOptions.recipes(service, given, stock));
    }

    private void print(Plan plan) {
        switch (format) {
            case table, wide ->
                new PlanText(format == Format.wide, terminal.colours())
                        .lines(plan)
                        .forEach(terminal.out()::println);
            case json -> terminal.out().println(Documents.json(plan));
            case yaml -> terminal.out().println(Documents.yaml(plan));
            case name ->
                plan.services().stream()
                        .filter(Placement::isWhole)
                        .map(Placement::fullName)
                        .forEach(terminal.out()::println);
        }
    }
}
