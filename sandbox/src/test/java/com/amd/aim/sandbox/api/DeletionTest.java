package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Deletion and what it takes along")
class DeletionTest extends ServerCase {

    private String own(String name, String ownerName, String ownerUid, boolean blocks) {
        return """
                {"metadata": {"name": "%s", "ownerReferences": [{"apiVersion": "v1", "kind": "ConfigMap", "name": "%s",
                  "uid": "%s", "blockOwnerDeletion": %s}]}}""".formatted(name, ownerName, ownerUid, blocks);
    }

    private String make(String name) {
        return wire.post(CONFIG_MAPS, configMap(name)).at("/metadata/uid");
    }

    private void awaitGone(String path) {
        await().untilAsserted(() -> assertThat(wire.get(path).code()).isEqualTo(404));
    }

    @Test
    @DisplayName("in the background dependents go after their owner, and theirs after them")
    void background() {
        String owner = make("owner");
        String child =
                wire.post(CONFIG_MAPS, own("child", "owner", owner, true)).at("/metadata/uid");
        wire.post(CONFIG_MAPS, own("grandchild", "child", child, true));
        wire.post(CONFIG_MAPS, configMap("stranger"));
        assertThat(wire.delete(CONFIG_MAPS + "/owner").at("/status")).isEqualTo("Success");
        assertThat(wire.get(CONFIG_MAPS + "/owner").code()).isEqualTo(404);
        awaitGone(CONFIG_MAPS + "/grandchild");
        awaitGone(CONFIG_MAPS + "/child");
        assertThat(wire.get(CONFIG_MAPS + "/stranger").code()).isEqualTo(200);
    }

    @Test
    @DisplayName("in the foreground the owner waits for dependents that block it")
    void foreground() {
        String owner = make("owner");
        wire.post(
                CONFIG_MAPS,
                own("child", "owner", owner, true)
                        .replace("\"name\": \"child\",", "\"name\": \"child\", \"finalizers\": [\"x.com/y\"],"));
        Wire.Answer marked = wire.delete(CONFIG_MAPS + "/owner?propagationPolicy=Foreground");
        assertThat(marked.at("/metadata/finalizers/0")).isEqualTo("foregroundDeletion");
        await().untilAsserted(() -> assertThat(
                        wire.get(CONFIG_MAPS + "/child").body().path("metadata").has("deletionTimestamp"))
                .isTrue());
        assertThat(wire.get(CONFIG_MAPS + "/owner").code()).isEqualTo(200);
        wire.patch(CONFIG_MAPS + "/child", Wire.MERGE, "{\"metadata\": {\"finalizers\": null}}");
        awaitGone(CONFIG_MAPS + "/child");
        awaitGone(CONFIG_MAPS + "/owner");
    }

    @Test
    @DisplayName("orphans stay, without the owner")
    void orphan() {
        String owner = make("owner");
        wire.post(CONFIG_MAPS, own("child", "owner", owner, true));
        wire.delete(CONFIG_MAPS + "/owner?propagationPolicy=Orphan");
        awaitGone(CONFIG_MAPS + "/owner");
        Wire.Answer child = wire.get(CONFIG_MAPS + "/child");
        assertThat(child.body().path("metadata").has("ownerReferences")).isFalse();
    }

    @Test
    @DisplayName("what has another living owner only loses the one that went")
    void twoOwners() {
        String first = make("first");
        String second = make("second");
        String reference = "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"name\": \"%s\", \"uid\": \"%s\"}";
        wire.post(
                CONFIG_MAPS,
                "{\"metadata\": {\"name\": \"child\", \"ownerReferences\": [" + reference.formatted("first", first)
                        + "," + reference.formatted("second", second) + "]}}");
        wire.delete(CONFIG_MAPS + "/first");
        await().untilAsserted(() -> assertThat(wire.get(CONFIG_MAPS + "/child")
                        .body()
                        .at("/metadata/ownerReferences")
                        .findValuesAsText("name"))
                .containsExactly("second"));
        wire.delete(CONFIG_MAPS + "/second");
        awaitGone(CONFIG_MAPS + "/child");
    }

    @Test
    @DisplayName("what is made for an owner that is gone goes at once")
    void lateChild() {
        String owner = make("owner");
        wire.delete(CONFIG_MAPS + "/owner");
        wire.post(CONFIG_MAPS, own("child", "owner", owner, false));
        awaitGone(CONFIG_MAPS + "/child");
    }

    @Test
    @DisplayName("finalizers hold an object back; the last one to go takes it along")
    void finalizers() {
        wire.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"a\", \"finalizers\": [\"x.com/y\"]}}");
        Wire.Answer deleted = wire.delete(CONFIG_MAPS + "/a");
        assertThat(deleted.at("/kind")).isEqualTo("ConfigMap");
        assertThat(deleted.at("/metadata/deletionGracePeriodSeconds")).isEqualTo("0");
        assertThat(wire.patch(
                                CONFIG_MAPS + "/a",
                                Wire.MERGE,
                                "{\"metadata\": {\"finalizers\": [\"x.com/y\", \"z.com/z\"]}}")
                        .at("/message"))
                .contains("no new finalizers can be added");
        assertThat(wire.patch(CONFIG_MAPS + "/a", Wire.MERGE, "{\"metadata\": {\"finalizers\": null}}")
                        .code())
                .isEqualTo(200);
        assertThat(wire.get(CONFIG_MAPS + "/a").code()).isEqualTo(404);
    }

    @Test
    @DisplayName("preconditions are looked at")
    void preconditions() {
        String uid = make("a");
        String other = "{\"preconditions\": {\"uid\": \"other\"}}";
        assertThat(wire.send("DELETE", CONFIG_MAPS + "/a", other, "application/json")
                        .code())
                .isEqualTo(409);
        String right = other.replace("other", uid);
        assertThat(wire.send("DELETE", CONFIG_MAPS + "/a", right, "application/json")
                        .code())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("a pod that runs is ended by its node")
    void gracefulPods() {
        String pod =
                "{\"metadata\": {\"name\": \"p\"}, \"spec\": {\"containers\": [{\"name\": \"c\", \"image\": \"i\"}]}}";
        wire.post(PODS, pod);
        assertThat(wire.delete(PODS + "/p").code()).isEqualTo(200);
        assertThat(wire.get(PODS + "/p").code()).isEqualTo(404);
        wire.post(PODS, pod);
        wire.post(PODS + "/p/binding", "{\"metadata\": {\"name\": \"p\"}, \"target\": {\"name\": \"n1\"}}");
        Wire.Answer asked = wire.delete(PODS + "/p");
        assertThat(asked.at("/metadata/deletionGracePeriodSeconds")).isEqualTo("30");
        assertThat(wire.delete(PODS + "/p?gracePeriodSeconds=5").at("/metadata/deletionGracePeriodSeconds"))
                .isEqualTo("5");
        assertThat(wire.get(PODS + "/p").code()).isEqualTo(200);
        wire.delete(PODS + "/p?gracePeriodSeconds=0");
        assertThat(wire.get(PODS + "/p").code()).isEqualTo(404);
    }

    @Test
    @DisplayName("a collection is deleted by selection")
    void collection() {
        make("a");
        wire.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"b\", \"labels\": {\"go\": \"yes\"}}}");
        wire.delete(CONFIG_MAPS + "?labelSelector=go");
        assertThat(ProtocolTest.names(wire.get(CONFIG_MAPS))).containsExactly("a");
    }

    @Test
    @DisplayName(
            "a namespace goes with all that is in it, says what it waits for, takes nothing new meanwhile, and can come again")
    void namespaces() {
        String maps = "/api/v1/namespaces/team/configmaps";
        assertThat(wire.post(maps, configMap("a")).at("/message")).isEqualTo("namespaces \"team\" not found");
        wire.post("/api/v1/namespaces", "{\"metadata\": {\"name\": \"team\"}}");
        wire.post(maps, "{\"metadata\": {\"name\": \"a\", \"finalizers\": [\"x.com/y\"]}}");
        await().untilAsserted(() -> assertThat(wire.get("/api/v1/namespaces/team/serviceaccounts/default")
                        .code())
                .isEqualTo(200));
        assertThat(wire.delete("/api/v1/namespaces/team").at("/status/phase")).isEqualTo("Terminating");
        Wire.Answer late = wire.post(maps, configMap("b"));
        assertThat(late.code()).isEqualTo(403);
        assertThat(late.at("/details/causes/0/reason")).isEqualTo("NamespaceTerminating");
        await().untilAsserted(() -> {
            Wire.Answer waiting = wire.get("/api/v1/namespaces/team");
            assertThat(waiting.at("/status/conditions/3/message"))
                    .isEqualTo("Some resources are remaining: configmaps. has 1 resource instances");
            assertThat(waiting.at("/status/conditions/4/message"))
                    .isEqualTo(
                            "Some content in the namespace has finalizers remaining: x.com/y in 1 resource instances");
        });
        wire.patch(maps + "/a", Wire.MERGE, "{\"metadata\": {\"finalizers\": null}}");
        awaitGone("/api/v1/namespaces/team");
        assertThat(wire.post("/api/v1/namespaces", "{\"metadata\": {\"name\": \"team\"}}")
                        .code())
                .isEqualTo(201);
        assertThat(ProtocolTest.names(wire.get(maps))).isEmpty();
    }

    @Test
    @DisplayName("a claim that a pod uses waits for it")
    void claimInUse() {
        String claims = "/api/v1/namespaces/default/persistentvolumeclaims";
        wire.post(claims, """
                {"metadata": {"name": "v"}, "spec": {"accessModes": ["ReadWriteOnce"],
                  "resources": {"requests": {"storage": "1Gi"}}}}""");
        wire.post(PODS, """
                {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "i"}],
                  "volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "v"}}]}}""");
        wire.post(PODS + "/p/binding", "{\"metadata\": {\"name\": \"p\"}, \"target\": {\"name\": \"n1\"}}");
        wire.delete(claims + "/v");
        assertThat(wire.get(claims + "/v").code()).isEqualTo(200);
        wire.delete(PODS + "/p?gracePeriodSeconds=0");
        awaitGone(claims + "/v");
    }
}
