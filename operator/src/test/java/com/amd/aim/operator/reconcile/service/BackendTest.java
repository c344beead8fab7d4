package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.harness.OperatorHarness;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackendTest {
    @Test
    @DisplayName("a service with backend sglang becomes Ready, and an SGLang server answers")
    void sglang() throws Exception {
        try (OperatorHarness cluster = OperatorHarness.cluster("1xMI300X:8").withOperator();
                HttpClient http = HttpClient.newHttpClient()) {
            cluster.create("chat", "{modelId: Qwen/Qwen3-0.6B, backend: sglang}");

            cluster.untilReady("chat");

            Pod server = cluster.servers("chat").getFirst();
            URI models = URI.create("http://" + server.getStatus().getPodIP() + ":8000/v1/models");
            String answer = http.send(HttpRequest.newBuilder(models).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(answer).contains("\"id\":\"Qwen/Qwen3-0.6B\"", "\"owned_by\":\"sglang\"");
        }
    }
}
