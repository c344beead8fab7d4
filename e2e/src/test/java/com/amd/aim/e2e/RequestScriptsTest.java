package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.sandbox.script.Difference;
import com.amd.aim.sandbox.script.Runner;
import com.amd.aim.sandbox.script.Script;
import com.amd.aim.sandbox.script.Scripts;
import com.amd.aim.sandbox.script.Server;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The real API server still answers as the sandbox is held to")
@OnSharedCluster
class RequestScriptsTest {
    private final Scripts scripts = Scripts.ofTree();

    @TestFactory
    @DisplayName("script by script (-Dupdate-golden takes its answers over)")
    Stream<DynamicTest> answers(Cluster cluster) throws Exception {
        HttpClient http = http(cluster);
        Config config = cluster.client().getConfiguration();
        Runner runner = new Runner(
                new Server(URI.create(config.getMasterUrl().replaceAll("/$", "")), config.getAutoOAuthToken(), http),
                "script");
        runner.define(scripts.definitions());
        return scripts.topics().stream()
                .map(topic -> dynamicTest(topic, () -> check(topic, runner)))
                .onClose(() -> {
                    runner.undefine(scripts.definitions());
                    http.shutdownNow();
                });
    }

    private void check(String topic, Runner runner) {
        ObjectNode answers = JsonNodeFactory.instance.objectNode();
        scripts.of(topic).forEach(script -> answers.set(script.name(), runner.answers(script)));
        if (System.getProperty("update-golden") != null) {
            scripts.record(topic, answers);
        }
        JsonNode recorded = scripts.answers(topic);
        assertThat(scripts.of(topic).stream().flatMap(script -> differences(script, recorded, answers)))
                .isEmpty();
    }

    private static Stream<Difference> differences(Script script, JsonNode recorded, JsonNode answers) {
        return Difference.between(script, recorded.required(script.name()), answers.required(script.name())).stream();
    }

    private static HttpClient http(Cluster cluster) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(SSLUtils.sslContext(cluster.client().getConfiguration()))
                .build();
    }
}
