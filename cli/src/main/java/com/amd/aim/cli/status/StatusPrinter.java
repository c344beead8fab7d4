package com.amd.aim.cli.status;

import com.amd.aim.cli.text.Documents;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/** Prints services in the format that was asked for. */
public final class StatusPrinter {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Comparator<ServiceView> BY_NAME =
            Comparator.comparing(ServiceView::namespace).thenComparing(ServiceView::name);

    private final PrintStream out;
    private final Format format;
    private final StatusTable table;
    private final boolean colours;

    /**
     * Prints to a stream.
     *
     * @param namespaces whether each service is shown with its namespace
     */
    public StatusPrinter(PrintStream out, Format format, boolean namespaces, boolean colours) {
        this.out = out;
        this.format = format;
        this.table = new StatusTable(format == Format.wide, namespaces, colours);
        this.colours = colours;
    }

    /** Several services, by name. */
    public void list(List<AIMService> services, Caches caches) {
        List<ServiceView> views = services.stream()
                .map(service -> ServiceView.of(service, caches.usedBy(service)))
                .sorted(BY_NAME)
                .toList();
        switch (format) {
            case table, wide -> {
                if (!views.isEmpty()) {
                    table.lines(views).forEach(out::println);
                }
            }
            case json -> out.println(Documents.json(views));
            case yaml -> out.println(Documents.yaml(views));
            case name -> views.stream().map(StatusPrinter::fullName).forEach(out::println);
        }
    }

    /**
     * One service with all that is known of it.
     *
     * @param events of its namespace
     */
    public void detail(AIMService service, Caches caches, List<Event> events) {
        ServiceDetail detail = ServiceDetail.of(service, caches.usedBy(service), events);
        switch (format) {
            case table, wide ->
                DetailReport.lines(detail, format == Format.wide, colours).forEach(out::println);
            case json -> out.println(Documents.json(detail));
            case yaml -> out.println(Documents.yaml(detail));
            case name -> out.println(fullName(detail.service()));
        }
    }

    /** What a service has become. */
    void change(Instant at, ServiceView service) {
        switch (format) {
            case table, wide ->
                out.println(CLOCK.withZone(ZoneId.systemDefault()).format(at) + " " + table.line(service));
            case json -> out.println(Documents.jsonLine(service));
            case yaml -> out.println("---\n" + Documents.yaml(service));
            case name -> out.println(fullName(service));
        }
    }

    private static String fullName(ServiceView service) {
        return HasMetadata.getSingular(AIMService.class) + "." + HasMetadata.getGroup(AIMService.class) + "/"
                + service.name();
    }
}
