package com.amd.aim.kube.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.RandomJson;
import com.amd.aim.kube.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("equality and order of values")
class JsonValuesTest {

    private static boolean equal(String left, String right) {
        return JsonValues.equal(Table.yaml(left), Table.yaml(right));
    }

    @Test
    @DisplayName("a number is the same however it is written")
    void numbers() {
        assertThat(equal("1", "1.0")).isTrue();
        assertThat(equal("{a: [1, {b: 2.0}]}", "{a: [1.0, {b: 2}]}")).isTrue();
        assertThat(equal("9223372036854775807", "9223372036854775806")).isFalse();
        assertThat(equal("1", "'1'")).isFalse();
    }

    @Test
    @DisplayName("objects are equal in any order, lists are not")
    void order() {
        assertThat(equal("{a: 1, b: 2}", "{b: 2, a: 1}")).isTrue();
        assertThat(equal("[1, 2]", "[2, 1]")).isFalse();
        assertThat(equal("{a: null}", "{}")).isFalse();
        assertThat(equal("[1]", "[1, 1]")).isFalse();
    }

    @Test
    @DisplayName("absent is equal to absent only")
    void absent() {
        assertThat(JsonValues.equal(null, null)).isTrue();
        assertThat(JsonValues.equal(null, Table.yaml("1"))).isFalse();
    }

    @Test
    @DisplayName("values of different kinds have an order")
    void kinds() {
        List<JsonNode> values = new ArrayList<>();
        Table.yaml("[null, {a: 1}, [1], true, false, b, a, 2.5, 1]").forEach(values::add);
        values.sort(JsonValues::compare);

        assertThat(values).hasToString("[1, 2.5, \"a\", \"b\", false, true, [1], {\"a\":1}, null]");
    }

    @RepeatedTest(200)
    @DisplayName("order and equality agree, and the order is one")
    void consistent(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        JsonNode a = random.value(2);
        JsonNode b = random.value(2);
        JsonNode c = random.value(2);

        assertThat(JsonValues.compare(a, b) == 0).isEqualTo(JsonValues.equal(a, b));
        assertThat(Integer.signum(JsonValues.compare(a, b))).isEqualTo(-Integer.signum(JsonValues.compare(b, a)));
        if (JsonValues.compare(a, b) <= 0 && JsonValues.compare(b, c) <= 0) {
            assertThat(JsonValues.compare(a, c)).isNotPositive();
        }
    }
}
