package com.amd.aim.cli.doctor;

import com.amd.aim.cli.text.Paint;
import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.engine.catalog.Catalog;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Looks at a cluster and says what is wrong with it, in the order in which one would repair it. */
public final class Doctor {
    private final List<Check> checks;

    /**
     * Judges by what this build ships.
     *
     * @param definitions those of our resources
     */
    public Doctor(Catalog catalog, List<CustomResourceDefinition> definitions) {
        this.checks = List.of(
                new VersionCheck(),
                new NodeCheck(catalog.gpus()),
                new DriverCheck(catalog),
                new StorageCheck(),
                new DefinitionCheck(definitions),
                new OperatorCheck(),
                new RightsCheck(),
                new OptionalCheck());
    }

    /**
     * Examines a cluster.
     *
     * @param operatorNamespace where the operator would be
     */
    public Diagnosis examine(KubernetesClient client, String operatorNamespace, InstantSource clock) {
        return judge(new ClusterObserver(client, operatorNamespace, clock).observe());
    }

    Diagnosis judge(Observations seen) {
        return Diagnosis.of(
                checks.stream().flatMap(check -> check.of(seen).stream()).toList());
    }

    private static int count(List<Finding> findings, Finding.Level level) {
        return (int)
                findings.stream().filter(finding -> finding.level() == level).count();
    }

    /**
     * What came of it.
     *
     * @param ready whether there is no error
     */
    public record Diagnosis(boolean ready, List<Finding> findings) {
        public Diagnosis {
            findings = List.copyOf(findings);
        }

        static Diagnosis of(List<Finding> findings) {
            return new Diagnosis(count(findings, Finding.Level.ERROR) == 0, findings);
        }

        /** For people; a command stands alone on its line, so that it can be copied. */
        public List<String> lines(boolean colours) {
            List<String> lines = new ArrayList<>();
            for (Finding finding : findings) {
                String first = "%-7s  %-12s  ".formatted(finding.level(), finding.subject());
                String indent = " ".repeat(first.length());
                List<String> sentence = new ArrayList<>(Paragraph.of(first, indent, finding.message()));
                String level = finding.level().name();
                sentence.set(
                        0,
                        painted(finding.level(), colours) + sentence.getFirst().substring(level.length()));
                lines.addAll(sentence);
                if (finding.fix() != null) {
                    lines.add(indent + "$ " + finding.fix());
                }
            }
            lines.add("%s, %s."
                    .formatted(
                            Count.of(count(findings, Finding.Level.ERROR), "error"),
                            Count.of(count(findings, Finding.Level.WARNING), "warning")));
            return lines;
        }

        /** A line for each finding, however long. */
        public List<String> wide(boolean colours) {
            return findings.stream()
                    .map(finding -> "%s%s  %-12s  %s%s"
                            .formatted(
                                    painted(finding.level(), colours),
                                    " ".repeat(7 - finding.level().name().length()),
                                    finding.subject(),
                                    finding.message(),
                                    finding.fix() == null ? "" : " $ " + finding.fix()))
                    .toList();
        }

        /** What is not OK. */
        public List<String> subjects() {
            return findings.stream()
                    .filter(finding -> finding.level() != Finding.Level.OK)
                    .map(Finding::subject)
                    .toList();
        }

        private static String painted(Finding.Level level, boolean colours) {
            return switch (level) {
                case OK -> Paint.GREEN.on(level.name(), colours);
                case WARNING -> Paint.YELLOW.on(level.name(), colours);
                case ERROR -> Paint.RED.on(level.name(), colours);
            };
        }
    }
}
