package com.amd.aim.cli.generate;

import com.amd.aim.cli.text.Documents;
import com.amd.aim.cli.text.ShellText;
import com.amd.aim.engine.config.ContainerRun;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The forms in which a plan can be written down; the constants are what is written after {@code -o}. */
public enum Rendering {
    command {
        @Override
        public String of(Plan plan) {
            List<String> words = new ArrayList<>();
            if (!plan.config().env().isEmpty()) {
                words.add("env");
                plan.config().env().forEach((name, value) -> words.add(name + "=" + value));
            }
            words.addAll(plan.config().command());
            return line(words);
        }
    },
    docker {
        @Override
        public String of(Plan plan) {
            return line(new ContainerRun(plan.name(), plan.config()).dockerRun());
        }
    },
    compose {
        @Override
        public String of(Plan plan) {
            return Documents.yaml(new ContainerRun(plan.name(), plan.config()).compose());
        }
    },
    kubernetes {
        @Override
        public String of(Plan plan) {
            return documents(new KubernetesObjects(plan).deployment());
        }
    },
    kserve {
        @Override
        public String of(Plan plan) {
            return documents(new KubernetesObjects(plan).inferenceService());
        }
    },
    json {
        @Override
        public String of(Plan plan) {
            return Documents.json(PlanDocument.of(plan));
        }
    };

    /** The text, without a line break at its end. */
    public abstract String of(Plan plan);

    private static String line(List<String> words) {
        return words.stream().map(ShellText::word).collect(Collectors.joining(" "));
    }

    private static String documents(List<ObjectNode> objects) {
        return objects.stream().map(Documents::yaml).collect(Collectors.joining("\n---\n"));
    }
}
