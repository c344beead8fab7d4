package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * What came of asking the first of several services.
 *
 * @param service who was asked
 * @param answer of its engine, which is simulated
 * @param services all that run
 */
public record Answered(String service, String question, String answer, List<AIMService> services) {
    private static final String QUESTION = "Which GPUs do you run on?";

    public Answered {
        services = List.copyOf(services);
    }

    /**
     * Asks.
     *
     * @throws com.amd.aim.cli.CommandFailed when there is no answer
     */
    public static Answered ask(KubernetesClient client, List<AIMService> services) {
        AIMService first = services.getFirst();
        String name = first.getMetadata().getName();
        String answer =
                new Question(client, Demo.NAMESPACE).ask(name, first.getSpec().modelId(), QUESTION);
        return new Answered(name, QUESTION, answer, services);
    }

    /** Question, answer, and a table of what runs. */
    public String text() {
        return """

                Asking %s: %s
                Answer of a simulated engine: %s

                %s""".formatted(service, question, answer, ServiceTable.of(services));
    }
}
