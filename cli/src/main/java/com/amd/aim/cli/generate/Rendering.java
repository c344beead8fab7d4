package com.amd.aim.cli.generate;

import com.amd.aim.cli.text.Documents;
import com.amd.aim.engine.config.ContainerRun;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which a plan can be written down; the constants are what is written after {@code -o}. */
public enum Rendering {
    command {
        @Override
        public String of(Plan plan) {
            return MemberText.lines(plan.config(), command -> withEnvironment(plan, command));
        }
    },
    docker {
        @Override
        public String of(Plan plan) {
            ContainerRun run = new ContainerRun(plan.name(), plan.config());
            return MemberText.lines(plan.config(), run::dockerRun);
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

    /** Why this form cannot hold the plan, in one sentence; empty: it can. */
    public Optional<String> obstacle(Plan plan) {
        return plan.config().spansNodes() && (this == compose || this == kserve || this == kubernetes)
                ? Optional.of("%s describes a server on one node, and this one takes %d; use %s."
                        .formatted(name(), plan.chosen().nodes(), "command, docker or json"))
                : Optional.empty();
    }

    private static List<String> withEnvironment(Plan plan, List<String> command) {
        List<String> words = new ArrayList<>();
        if (!plan.config().env().isEmpty()) {
            words.add("env");
            plan.config().env().forEach((name, value) -> words.add(name + "=" + value));
        }
        words.addAll(command);
        return words;
    }

    private static String documents(List<ObjectNode> objects) {
        return objects.stream().map(Documents::yaml).collect(Collectors.joining("\n---\n"));
    }
}
