package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Writes of built-in kinds")
class WriteTest extends ServerCase {

    private static final String DEPLOYMENT = resource("deployment.json");
    private static final String JOBS = "/apis/batch/v1/namespaces/default/jobs";
    private static final String CLAIMS = "/api/v1/namespaces/default/persistentvolumeclaims";
    private static final String SERVICES = "/api/v1/namespaces/default/services";
    private static final String JOB = """
            {"metadata": {"name": "j"}, "spec": {"template": {"spec": {"restartPolicy": "Never",
              "containers": [{"name": "c", "image": "i:1"}]}}}}""";
    private static final String POD = """
            {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "i",
              "resources": {"limits": {"cpu": "1000m", "amd.com/gpu": 1}}}]}}""";
    private static final String CLAIM = """
            {"metadata": {"name": "v"}, "spec": {"accessModes": ["ReadWriteOnce"],
              "resources": {"requests": {"storage": "1024Gi"}}}}""";

    @Test
    @DisplayName("a deployment is completed as an API server does it")
    void deploymentDefaults() {
        Wire.Answer answer = wire.post(DEPLOYMENTS, DEPLOYMENT);
        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.at("/spec/replicas")).isEqualTo("1");
        assertThat(answer.at("/spec/strategy/rollingUpdate/maxSurge")).isEqualTo("25%");
        assertThat(answer.at("/spec/progressDeadlineSeconds")).isEqualTo("600");
        String pod = "/spec/template/spec";
        assertThat(answer.at(pod + "/restartPolicy")).isEqualTo("Always");
        assertThat(answer.at(pod + "/terminationGracePeriodSeconds")).isEqualTo("30");
        assertThat(answer.body().at(pod + "/securityContext").isObject()).isTrue();
        assertThat(answer.at(pod + "/volumes/0/secret/defaultMode")).isEqualTo("420");
        assertThat(answer.body().at(pod + "/volumes/1/emptyDir").isObject()).isTrue();
        assertThat(answer.at(pod + "/volumes/3/emptyDir/sizeLimit")).isEqualTo("8Gi");
        String container = pod + "/containers/0";
        assertThat(answer.at(container + "/imagePullPolicy")).isEqualTo("Always");
        assertThat(answer.at(container + "/ports/0/protocol")).isEqualTo("TCP");
        assertThat(answer.at(container + "/readinessProbe/httpGet/scheme")).isEqualTo("HTTP");
        assertThat(answer.at(container + "/readinessProbe/failureThreshold")).isEqualTo("3");
        assertThat(answer.at(container + "/env/0/valueFrom/fieldRef/apiVersion"))
                .isEqualTo("v1");
        assertThat(answer.body().at(container + "/env/1").has("value")).isFalse();
        assertThat(answer.at(container + "/resources/limits/cpu")).isEqualTo("1");
        assertThat(answer.body().at(container + "/resources").has("requests")).isFalse();
    }

    @Test
    @DisplayName("a pod gets what admission adds: account, tolerations, priority, quality of service, requests")
    void podAdmission() {
        Wire.Answer pod = wire.post(PODS, POD);
        assertThat(pod.at("/spec/serviceAccountName")).isEqualTo("default");
        assertThat(pod.at("/spec/tolerations/0/key")).isEqualTo("node.kubernetes.io/not-ready");
        assertThat(pod.at("/spec/priority")).isEqualTo("0");
        assertThat(pod.at("/status/phase")).isEqualTo("Pending");
        assertThat(pod.at("/status/qosClass")).isEqualTo("Burstable");
        assertThat(pod.at("/spec/containers/0/resources/requests/amd.com~1gpu")).isEqualTo("1");
    }

    @Test
    @DisplayName("a job selects its pods by its uid")
    void jobSelector() {
        Wire.Answer job = wire.post(JOBS, JOB);
        String uid = job.at("/metadata/uid");
        assertThat(job.at("/spec/selector/matchLabels/batch.kubernetes.io~1controller-uid"))
                .isEqualTo(uid);
        assertThat(job.at("/spec/template/metadata/labels/job-name")).isEqualTo("j");
        assertThat(job.at("/spec/completions")).isEqualTo("1");
        assertThat(job.at("/spec/backoffLimit")).isEqualTo("6");
    }

    @Test
    @DisplayName("services get addresses, each one once, and keep them")
    void serviceAddresses() {
        List<String> addresses = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            String service = "{\"metadata\": {\"name\": \"" + name + "\"}, \"spec\": {\"ports\": [{\"port\": 80}]}}";
            addresses.add(wire.post(SERVICES, service).at("/spec/clusterIP"));
            Wire.Answer again = wire.put(SERVICES + "/" + name, service);
            assertThat(again.at("/spec/clusterIP")).isEqualTo(addresses.getLast());
            assertThat(again.at("/spec/ports/0/targetPort")).isEqualTo("80");
        }
        assertThat(addresses).doesNotHaveDuplicates().allMatch(address -> address.startsWith("10.96."));
        assertThat(wire.patch(SERVICES + "/a", Wire.MERGE, "{\"spec\": {\"clusterIP\": \"10.96.9.9\"}}")
                        .code())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("a claim without a class gets the default one, and its size in canonical form")
    void claimClass() {
        wire.post("/apis/storage.k8s.io/v1/storageclasses", """
                {"metadata": {"name": "fast", "annotations": {"storageclass.kubernetes.io/is-default-class": "true"}},
                 "provisioner": "x/y"}""");
        Wire.Answer claim = wire.post(CLAIMS, CLAIM);
        assertThat(claim.at("/spec/storageClassName")).isEqualTo("fast");
        assertThat(claim.at("/spec/resources/requests/storage")).isEqualTo("1Ti");
        assertThat(claim.at("/metadata/finalizers/0")).isEqualTo("kubernetes.io/pvc-protection");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("\"image\": \"x:latest\",", "", "spec.template.spec.containers[0].image: Required value"),
                Arguments.of(
                        "\"matchLabels\": {\"a\": \"b\"}",
                        "\"matchLabels\": {\"a\": \"c\"}",
                        "does not match template"),
                Arguments.of("\"amd.com/gpu\": 1", "\"amd.com/gpu\": \"500m\"", "must be an integer"),
                Arguments.of("\"cpu\": \"1000m\"", "\"cpu\": \"much\"", "quantities must match"),
                Arguments.of("\"name\": \"web\"", "\"name\": \"Web\"", "a lowercase RFC 1123 subdomain"),
                Arguments.of("\"containerPort\": 80", "\"containerPort\": \"80\"", "expected numeric"),
                Arguments.of(
                        "\"spec\": {\"selector\"",
                        "\"spec\": {\"replicas\": -1, \"selector\"",
                        "greater than or equal to 0"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refusals")
    @DisplayName("what an operator could render wrongly is refused in the server's words")
    void refused(String text, String instead, String message) {
        String compact = DEPLOYMENT
                .replaceAll("\\s*\\n\\s*", " ")
                .replaceAll("([\\[{]) ", "$1")
                .replaceAll(" ([]}])", "$1");
        assertThat(compact).contains(text);
        Wire.Answer answer = wire.post(DEPLOYMENTS, compact.replace(text, instead));
        assertThat(answer.code()).isIn(400, 422);
        assertThat(answer.at("/message")).contains(message);
    }

    @Test
    @DisplayName("fields a kind does not know are pruned with a warning, or refused")
    void unknownFields() {
        String typo = DEPLOYMENT.replace("\"selector\"", "\"replica\": 2, \"selector\"");
        Wire.Answer refused = wire.post(DEPLOYMENTS + "?fieldValidation=Strict", typo);
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.at("/message")).endsWith("strict decoding error: unknown field \"spec.replica\"");
        Wire.Answer warned = wire.post(DEPLOYMENTS, typo);
        assertThat(warned.headers().firstValue("Warning")).hasValue("299 - \"unknown field \\\"spec.replica\\\"\"");
        assertThat(warned.body().path("spec").has("replica")).isFalse();
    }

    @Test
    @DisplayName("what must stay as it was made does")
    void immutable() {
        wire.post(DEPLOYMENTS, DEPLOYMENT);
        wire.post(JOBS, JOB);
        wire.post(CLAIMS, CLAIM);
        String relabelled = "{\"spec\": {\"selector\": {\"matchLabels\": {\"a\": \"b\", \"c\": \"d\"}}, \"template\":"
                + " {\"metadata\": {\"labels\": {\"c\": \"d\"}}}}}";
        assertThat(wire.patch(DEPLOYMENTS + "/web", Wire.MERGE, relabelled).at("/message"))
                .endsWith("field is immutable");
        String image =
                "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"c\", \"image\": \"other\"}]}}}}";
        Wire.Answer job = wire.patch(JOBS + "/j", Wire.STRATEGIC, image);
        assertThat(job.code()).isEqualTo(422);
        assertThat(job.at("/details/causes/0/field")).isEqualTo("spec.template");
        Wire.Answer claim = wire.patch(CLAIMS + "/v", Wire.MERGE, "{\"spec\": {\"accessModes\": [\"ReadWriteMany\"]}}");
        assertThat(claim.at("/message")).contains("spec is immutable after creation");
    }

    @Test
    @DisplayName("generation counts changes of spec and nothing else; a write that changes nothing is none")
    void generation() {
        Wire.Answer created = wire.post(DEPLOYMENTS, DEPLOYMENT);
        Wire.Answer labelled =
                wire.patch(DEPLOYMENTS + "/web", Wire.MERGE, "{\"metadata\": {\"labels\": {\"x\": \"y\"}}}");
        Wire.Answer status = wire.patch(DEPLOYMENTS + "/web/status", Wire.MERGE, "{\"status\": {\"replicas\": 1}}");
        Wire.Answer same = wire.patch(DEPLOYMENTS + "/web/status", Wire.MERGE, "{\"status\": {\"replicas\": 1}}");
        Wire.Answer scaled = wire.patch(DEPLOYMENTS + "/web/scale", Wire.MERGE, "{\"spec\": {\"replicas\": 3}}");
        Wire.Answer after = wire.get(DEPLOYMENTS + "/web");
        assertThat(List.of(created, labelled, status))
                .allMatch(answer -> answer.at("/metadata/generation").equals("1"));
        assertThat(same.at("/metadata/resourceVersion")).isEqualTo(status.at("/metadata/resourceVersion"));
        assertThat(scaled.at("/spec/replicas")).isEqualTo("3");
        assertThat(scaled.at("/status/selector")).isEqualTo("a=b");
        assertThat(after.at("/metadata/generation")).isEqualTo("2");
        assertThat(after.at("/spec/replicas")).isEqualTo("3");
    }

    @Test
    @DisplayName("only the status subresource writes status, and it writes nothing else")
    void status() {
        wire.post(DEPLOYMENTS, DEPLOYMENT);
        wire.patch(DEPLOYMENTS + "/web", Wire.MERGE, "{\"status\": {\"replicas\": 7}}");
        wire.patch(
                DEPLOYMENTS + "/web/status",
                Wire.MERGE,
                "{\"status\": {\"readyReplicas\": 2}, \"spec\": {\"replicas\": 9}, \"metadata\": {\"finalizers\": [\"x/y\"]}}");
        Wire.Answer now = wire.get(DEPLOYMENTS + "/web");
        assertThat(now.body().at("/status").has("replicas")).isFalse();
        assertThat(now.at("/status/readyReplicas")).isEqualTo("2");
        assertThat(now.at("/spec/replicas")).isEqualTo("1");
        assertThat(now.body().path("metadata").has("finalizers")).isFalse();
    }

    @Test
    @DisplayName("managers that apply own what they apply, and conflict over it")
    void apply() {
        String one =
                "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\"}, \"data\": {\"x\": \"1\"}}";
        assertThat(wire.patch(CONFIG_MAPS + "/a?fieldManager=one", Wire.APPLY, one)
                        .code())
                .isEqualTo(201);
        assertThat(wire.patch(CONFIG_MAPS + "/a?fieldManager=one", Wire.APPLY, one)
                        .code())
                .isEqualTo(200);
        String two = one.replace("\"1\"", "\"2\"");
        Wire.Answer conflict = wire.patch(CONFIG_MAPS + "/a?fieldManager=two", Wire.APPLY, two);
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.at("/message")).isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .data.x");
        Wire.Answer forced = wire.patch(CONFIG_MAPS + "/a?fieldManager=two&force=true", Wire.APPLY, two);
        assertThat(forced.at("/data/x")).isEqualTo("2");
        assertThat(forced.body().at("/metadata/managedFields").findValuesAsText("manager"))
                .containsExactly("two");
        assertThat(wire.patch(CONFIG_MAPS + "/a", Wire.APPLY, two).at("/message"))
                .contains("is required for apply patch");
        assertThat(wire.patch(CONFIG_MAPS + "/a?fieldManager=f", "application/apply-patch+cbor", two)
                        .code())
                .isEqualTo(415);
    }

    @Test
    @DisplayName("of two writers that saw the same version the second is told")
    void optimisticConcurrency() {
        String version = wire.post(CONFIG_MAPS, configMap("a")).at("/metadata/resourceVersion");
        String update =
                "{\"metadata\": {\"name\": \"a\", \"resourceVersion\": \"" + version + "\"}, \"data\": {\"k\": \"w\"}}";
        assertThat(wire.put(CONFIG_MAPS + "/a", update).code()).isEqualTo(200);
        Wire.Answer late = wire.put(CONFIG_MAPS + "/a", update.replace("\"w\"", "\"x\""));
        assertThat(late.code()).isEqualTo(409);
        assertThat(late.at("/message"))
                .isEqualTo(
                        "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply"
                                + " your changes to the latest version and try again");
    }

    @Test
    @DisplayName("patches that race all take effect")
    void racingPatches() throws Exception {
        wire.post(CONFIG_MAPS, configMap("a"));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int number = t;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 20; i++) {
                    String patch = "{\"data\": {\"t" + number + "-" + i + "\": \"v\"}}";
                    assertThat(wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, patch).code())
                            .isEqualTo(200);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wire.get(CONFIG_MAPS + "/a").body().path("data")).hasSize(161);
    }

    @Test
    @DisplayName("events are one store under two names")
    void events() {
        wire.post("/apis/events.k8s.io/v1/namespaces/default/events", """
                {"metadata": {"name": "e"}, "regarding": {"kind": "Pod", "name": "p", "namespace": "default"},
                 "reason": "Started", "note": "it has", "type": "Normal", "action": "a", "reportingController": "c",
                 "reportingInstance": "i", "eventTime": "2026-01-01T00:00:00.000000Z"}""");
        Wire.Answer core =
                wire.get("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name=p,reason=Started");
        assertThat(core.at("/items/0/message")).isEqualTo("it has");
        assertThat(core.at("/items/0/involvedObject/kind")).isEqualTo("Pod");
    }

    @Test
    @DisplayName("a pod is bound to a node once")
    void binding() {
        wire.post(PODS, POD);
        String binding = "{\"metadata\": {\"name\": \"p\"}, \"target\": {\"kind\": \"Node\", \"name\": \"n1\"}}";
        assertThat(wire.post(PODS + "/p/binding", binding).code()).isEqualTo(201);
        Wire.Answer pod = wire.get(PODS + "/p");
        assertThat(pod.at("/spec/nodeName")).isEqualTo("n1");
        assertThat(pod.at("/metadata/generation")).isEqualTo("1");
        assertThat(pod.at("/status/conditions/0/type")).isEqualTo("PodScheduled");
        assertThat(wire.post(PODS + "/p/binding", binding).code()).isEqualTo(409);
    }

    @Test
    @DisplayName("only a deletion marks an object as deleted, and its marks stay as they are")
    void deletionMarks() {
        wire.post(CONFIG_MAPS, """
                {"metadata": {"name": "a", "finalizers": ["example.com/hold"]}}""");
        String marked = "{\"metadata\": {\"deletionTimestamp\": \"2026-01-01T00:00:00Z\"}}";
        Wire.Answer refused = wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, marked);
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.at("/details/causes/0/field")).isEqualTo("metadata.deletionTimestamp");

        wire.delete(CONFIG_MAPS + "/a");
        Wire.Answer kept = wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, marked);
        assertThat(kept.code()).isEqualTo(200);
        assertThat(kept.at("/metadata/deletionTimestamp")).isNotEqualTo("2026-01-01T00:00:00Z");
        Wire.Answer longer =
                wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, "{\"metadata\": {\"deletionGracePeriodSeconds\": 5}}");
        assertThat(longer.at("/message"))
                .contains("metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable");
    }

    @Test
    @DisplayName("bytes that are no base64 are refused however they come")
    void noBase64() {
        String secrets = "/api/v1/namespaces/default/secrets";
        wire.post(secrets, "{\"metadata\": {\"name\": \"a\"}}");
        Wire.Answer patched = wire.patch(secrets + "/a", Wire.MERGE, "{\"data\": {\"k\": \"?\"}}");
        assertThat(patched.code()).isEqualTo(422);
        assertThat(patched.at("/message")).contains("illegal base64 data at input byte 0");
        Wire.Answer applied = wire.patch(
                secrets + "/a?fieldManager=m",
                Wire.APPLY,
                "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {k: '?'}}");
        assertThat(applied.code()).isEqualTo(400);
        assertThat(wire.get(secrets + "/a").body().has("data")).isFalse();
    }

    @Test
    @DisplayName("an apply is told each key that it has twice, with its line, unless it does not want to know")
    void repeatedKeys() {
        String body = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: twice
                  labels: {a: b, a: c}
                data:
                  k: v
                  k: w
                """;
        String path = CONFIG_MAPS + "/twice?fieldManager=m&fieldValidation=";
        Wire.Answer strict = wire.patch(path + "Strict", Wire.APPLY, body);
        assertThat(strict.at("/message"))
                .endsWith("\n  line 5: key \"a\" already set in map\n  line 8: key \"k\" already set in map");
        Wire.Answer ignored = wire.patch(path + "Ignore", Wire.APPLY, body);
        assertThat(ignored.headers().allValues("Warning")).isEmpty();
        assertThat(ignored.at("/data/k")).isEqualTo("w");
        assertThat(wire.patch(path + "Warn", Wire.APPLY, body).headers().allValues("Warning"))
                .hasSize(2);
    }
}
