package com.amd.aim.cli.sandbox;

import com.amd.aim.cli.CommandFailed;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks the {@link FaultServer} of a sandbox that another process runs.
 *
 * @param address of the server
 * @param token of the sandbox
 */
public record FaultClient(URI address, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What is wrong, a line each. */
    public String list() throws InterruptedException {
        return ask("GET", BodyPublishers.noBody());
    }

    /**
     * Has something go wrong; returns what it is.
     *
     * @throws CommandFailed when it cannot be
     */
    public String add(Fault fault) throws InterruptedException {
        try {
            return ask("POST", BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(fault)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fault is values only", e);
        }
    }

    /** Has everything put right; returns what was wrong. */
    public String heal() throws InterruptedException {
        return ask("DELETE", BodyPublishers.noBody());
    }

    private String ask(String method, BodyPublisher body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .method(method, body)
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .proxy(ProxySelector.of(null)) // it is on this machine, whatever proxy there is
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CommandFailed("The sandbox refuses: " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new CommandFailed(
                    "The sandbox of this kubeconfig does not answer at %s; start another with 'aim sandbox'."
                            .formatted(address.getAuthority()),
                    e);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "FaultClient[" + address + "]";
    }
}
