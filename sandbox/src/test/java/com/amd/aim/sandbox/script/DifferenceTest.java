package com.amd.aim.sandbox.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Differences between two servers")
class DifferenceTest {
    private static final Script SCRIPT = new Script("topic", "name", List.of(), List.of());

    private static JsonNode json(String text) throws Exception {
        return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    }

    private static JsonNode normal(String text) throws Exception {
        return new Normal(Map.of("ns", "script-1")).of(json(text));
    }

    @Test
    @DisplayName("are told one by one, with what is missing on either side")
    void found() throws Exception {
        List<Difference> found = Difference.between(
                SCRIPT,
                json("[{'code': 200, 'body': {'a': 1, 'l': [1]}}]"),
                json("[{'code': 200, 'body': {'b': 1, 'l': [2]}}]"));
        assertThat(found)
                .extracting(Difference::at)
                .containsExactly("topic: name 1 /body/a", "topic: name 1 /body/b", "topic: name 1 /body/l/0");
        assertThat(found.getFirst()).asString().endsWith("recorded: 1\n    answered: nothing");
    }

    @Test
    @DisplayName("are refused unless one is allowed; what is allowed and does not occur is told")
    void allowed() throws Exception {
        Allowances allowances = Allowances.of(json("[{'reason': 'r', 'at': ['topic: * /body/a', 'other: *']}]"));
        List<Difference> found =
                Difference.between(SCRIPT, json("[{'body': {'a': 1, 'b': 1}}]"), json("[{'body': {}}]"));
        assertThat(allowances.refused(found)).extracting(Difference::at).containsExactly("topic: name 1 /body/b");
        assertThat(allowances.unseen()).containsExactly("other: *");
    }

    @Test
    @DisplayName("are none in what no two servers share, as long as equal values stay equal")
    void normalised() throws Exception {
        String one = "{'uid': '11111111-2222-3333-4444-555555555555', 'of': '11111111-2222-3333-4444-555555555555',"
                + " 'resourceVersion': '7', 'then': '2026-01-01T00:00:00Z', 'in': 'script-1'}";
        String other = one.replace("11111111", "99999999").replace("'7'", "'8'").replace("2026", "2027");
        assertThat(normal(one)).isEqualTo(normal(other));
        assertThat(normal(one))
                .isEqualTo(json("{'uid': 'uid-1', 'of': 'uid-1', 'resourceVersion': 'version-1', 'then': 'time',"
                        + " 'in': '{ns}'}"));
        String unlike = one.replace("'of': '11111111", "'of': '99999999");
        assertThat(normal(unlike)).isNotEqualTo(normal(one));
    }
}
