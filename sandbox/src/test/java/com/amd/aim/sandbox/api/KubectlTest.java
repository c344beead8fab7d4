package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("kubectl, unmodified")
class KubectlTest extends ServerCase {

    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");

    @TempDir
    private Path home;

    @BeforeEach
    void configure() throws IOException {
        boolean required = System.getenv("CI") != null;
        assumeTrue(required || Files.isExecutable(KUBECTL), "there is no kubectl on this machine");
        Files.writeString(home.resolve("config"), server.kubeconfig());
        Files.writeString(home.resolve("widgets.json"), resource("widgets.json"));
        Files.writeString(home.resolve("deployment.json"), resource("deployment.json"));
        Files.writeString(home.resolve("widget.yaml"), """
                apiVersion: example.com/v1
                kind: Widget
                metadata: {name: w}
                spec: {size: 3}
                """);
    }

    /** What kubectl printed. */
    private record Printed(int code, String text) {}

    private Printed kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(KUBECTL.toString(), "--kubeconfig", "config"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("KUBECONFIG");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Printed(process.waitFor(), text.strip());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private String ok(String... arguments) {
        Printed printed = kubectl(arguments);
        assertThat(printed.code()).as(printed.text()).isZero();
        return printed.text();
    }

    @Test
    @DisplayName("explain lists the fields of built-in kinds with their types, at any depth, and of metadata")
    void explainsBuiltIn() {
        assertThat(ok("explain", "deployment.spec"))
                .containsPattern("replicas\\s+<integer>")
                .containsPattern("template\\s+<PodTemplateSpec>");
        assertThat(ok("explain", "pods.spec.containers.resources"))
                .containsPattern("claims\\s+<\\[\\]ResourceClaim>")
                .containsPattern("limits\\s+<map\\[string\\]string>");
        assertThat(ok("explain", "crd.spec.versions.schema.openAPIV3Schema"))
                .containsPattern("not\\s+<JSONSchemaProps>");
        assertThat(ok("explain", "deployment", "--recursive")).contains("maxSurge", "livenessProbe");
        ok("apply", "-f", "widgets.json");
        ok("wait", "--for=condition=established", "crd/widgets.example.com", "--timeout=20s");
        assertThat(ok("explain", "widget.metadata")).containsPattern("finalizers\\s+<\\[\\]string>");
    }

    @Test
    @DisplayName("custom resources: apply with validation, get, wide, patch, scale, explain, wait, delete")
    void customResources() {
        ok("apply", "-f", "widgets.json");
        ok("wait", "--for=condition=established", "crd/widgets.example.com", "--timeout=20s");
        assertThat(ok("apply", "-f", "widget.yaml")).isEqualTo("widget.example.com/w created");
        assertThat(ok("apply", "-f", "widget.yaml")).isEqualTo("widget.example.com/w unchanged");
        assertThat(ok("get", "wd").lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("NAME\\s+SIZE\\s+AGE"));
        assertThat(ok("get", "aim", "-o", "wide")).contains("WIDE", "red");
        assertThat(ok("patch", "widget", "w", "--type=merge", "-p", "{\"spec\":{\"size\":4}}"))
                .contains("patched");
        assertThat(ok("scale", "widget", "w", "--replicas=3")).contains("scaled");
        assertThat(ok("get", "widget", "w", "-o", "jsonpath={.spec.size} {.spec.replicas} {.metadata.generation}"))
                .isEqualTo("4 3 3");
        assertThat(ok("explain", "widget.spec.size")).contains("How big.", "FIELD: size <integer>");
        Printed invalid = kubectl("patch", "widget", "w", "--type=merge", "-p", "{\"spec\":{\"size\":7}}");
        assertThat(invalid.text()).contains("size must not be 7");
        assertThat(ok("delete", "widget", "w")).contains("deleted");
        assertThat(ok("delete", "-f", "widgets.json")).contains("deleted");
    }

    @Test
    @DisplayName("built-in kinds: apply both ways, diff, label, rollout and what it makes itself")
    void builtInKinds() {
        ok("apply", "-f", "deployment.json");
        assertThat(ok("get", "deploy", "-o", "wide")).contains("UP-TO-DATE", "x:latest");
        assertThat(ok("diff", "-f", "deployment.json")).isEmpty();
        assertThat(ok("apply", "--server-side", "--force-conflicts", "-f", "deployment.json"))
                .contains("serverside-applied");
        ok("label", "deploy", "web", "tier=front");
        ok("annotate", "deploy", "web", "note=x");
        ok("set", "image", "deploy/web", "c=x:2");
        assertThat(ok("get", "deploy", "-l", "tier in (front,back)", "-o", "name"))
                .isEqualTo("deployment.apps/web");
        assertThat(ok("describe", "deploy", "web")).contains("Image:", "x:2");
        ok("create", "namespace", "team");
        ok("create", "secret", "generic", "hf-token", "--from-literal=HF_TOKEN=abc", "-n", "team");
        assertThat(ok("get", "secret", "hf-token", "-n", "team", "-o", "jsonpath={.data.HF_TOKEN}"))
                .isEqualTo("YWJj");
        ok("create", "deployment", "other", "--image=y:1", "--replicas=2", "-n", "team");
        assertThat(ok("get", "all", "-n", "team")).contains("deployment.apps/other", "0/2");
        assertThat(ok("api-resources", "--categories=all", "-o", "name")).contains("deployments.apps");
        ok("delete", "namespace", "team", "--timeout=20s");
        assertThat(ok("get", "ns", "-o", "name")).doesNotContain("team");
    }

    @Test
    @DisplayName("pods: a typo is refused, exec and port-forward say why they cannot be")
    void pods() {
        ok("run", "p", "--image=i");
        Printed typo = kubectl("patch", "pod", "p", "--type=merge", "-p", "{\"metadata\":{\"label\":{}}}");
        assertThat(typo.code()).isZero();
        assertThat(typo.text()).contains("Warning: unknown field \"metadata.label\"");
        assertThat(kubectl("exec", "p", "--", "ls").text()).contains("The sandbox's containers are simulated");
        ok("patch", "pod", "p", "--subresource=status", "--type=merge", "-p", "{\"status\":{\"phase\":\"Running\"}}");
        assertThat(kubectl("port-forward", "p", "1:80").text()).contains("The sandbox forwards no ports");
        assertThat(ok("get", "--raw", "/readyz")).isEqualTo("ok");
        assertThat(ok("auth", "can-i", "get", "pods")).isEqualTo("yes");
        assertThat(ok("version")).contains("Server Version: v1.36");
    }
}
