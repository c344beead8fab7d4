package com.amd.aim.cli.demo;

import com.amd.aim.cli.CommandFailed;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Asks a served model a chat question, through the API server's proxy, as {@code kubectl get --raw} would reach it from outside. */
final class Question {
    private static final int PORT = 8000;

    private final KubernetesClient client;
    private final String namespace;

    Question(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * The answer's text.
     *
     * @param service the name of the AIMService, which is that of its Service
     * @param model what clients address the model by
     * @throws CommandFailed with a sentence when there is none
     */
    String ask(String service, String model, String question) {
        String path =
                "/api/v1/namespaces/%s/services/%s:%d/proxy/v1/chat/completions".formatted(namespace, service, PORT);
        try {
            String answer = client.raw(path, "POST", body(model, question));
            String text = new ObjectMapper()
                    .readTree(answer)
                    .at("/choices/0/message/content")
                    .asText();
            if (text.isBlank()) {
                throw new CommandFailed("%s answered without a text: %s".formatted(service, answer));
            }
            return text.strip();
        } catch (KubernetesClientException | JsonProcessingException e) {
            throw new CommandFailed("%s did not answer a chat question: %s".formatted(service, e.getMessage()), e);
        }
    }

    private static ObjectNode body(String model, String question) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", question);
        return body;
    }
}
