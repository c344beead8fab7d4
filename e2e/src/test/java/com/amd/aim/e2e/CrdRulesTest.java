package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.CrdBound.Field;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.Services;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("What the CRDs accept and refuse")
@OnSharedCluster
class CrdRulesTest {
    private static final List<String> KINDS = CrdTable.KINDS;

    @ParameterizedTest(
            name = "of {0}: each rule and bound accepts what it should, and refuses the rest with its sentence")
    @FieldSource("KINDS")
    void rules(String kind, Cluster cluster) {
        KubernetesClient client = cluster.client();
        CrdTable table = CrdTable.of(kind);
        String namespace = cluster.newNamespace("rules");
        ObjectNode kept = table.keep(client, namespace);
        SoftAssertions softly = new SoftAssertions();
        for (CrdCase tried : table.cases()) {
            String accepted = table.refusal(client, namespace, kept, tried, tried.accepted(table.base()))
                    .orElse("");
            softly.assertThat(accepted).as("what is accepted: %s", tried).isEmpty();
            String refused = table.refusal(client, namespace, kept, tried, tried.refused(table.base()))
                    .orElse("nothing");
            softly.assertThat(refused)
                    .as("%s of %s", tried.bound().word(), tried.at())
                    .contains(tried.says());
        }
        new Services(cluster, namespace).delete();
        softly.assertAll();
    }

    @ParameterizedTest(name = "of {0}: a value of another type is refused for every field")
    @FieldSource("KINDS")
    void types(String kind, Cluster cluster) {
        KubernetesClient client = cluster.client();
        CrdTable table = CrdTable.of(kind);
        String namespace = cluster.newNamespace("types");
        SoftAssertions softly = new SoftAssertions();
        CrdBound.fields("", CrdTable.schema(kind))
                .filter(field -> field.at().startsWith("spec"))
                .filter(field -> field.schema().has("type"))
                .forEach(field -> {
                    CrdCase tried = CrdCase.of(otherType(table, field));
                    String refused = table.refusal(client, namespace, table.base(), tried, tried.refused(table.base()))
                            .orElse("nothing");
                    softly.assertThat(refused).as(field.at()).contains(tried.says());
                });
        new Services(cluster, namespace).delete();
        softly.assertAll();
    }

    @Test
    @DisplayName("A rule or bound without a case in the tables is an error")
    void complete() {
        for (String kind : KINDS) {
            assertThat(CrdTable.of(kind).cases().stream()
                            .map(CrdCase::bound)
                            .filter(bound -> !bound.word().equals("type"))
                            .distinct())
                    .as(kind)
                    .containsExactlyInAnyOrderElementsOf(CrdBound.of(CrdTable.schema(kind)));
        }
    }

    private static JsonNode otherType(CrdTable table, Field field) {
        ObjectNode line = table.base().objectNode();
        String type = field.schema().get("type").asText();
        JsonNode wrong = type.equals("string") ? IntNode.valueOf(7) : TextNode.valueOf("seven");
        line.put("at", field.at())
                .put("bound", "type")
                .put("says", "must be of type " + type)
                .set("refuses", wrong);
        return line;
    }
}
