package com.amd.aim.kube.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.kube.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("sets of fields")
class FieldSetTest {

    private static FieldSet set(String fieldsV1) {
        return FieldSet.parse(Table.yaml(fieldsV1));
    }

    @TestFactory
    Stream<DynamicTest> covers() {
        return Table.of(
                FieldSetTest.class,
                "coverage.yaml",
                row -> assertThat(FieldSet.parse(row.get("set")).covers(row.get("object")))
                        .isEqualTo(row.get("covered").booleanValue()));
    }

    @Test
    @DisplayName("fieldsV1 of all kinds of keys is printed as it was read")
    void roundTrip() {
        String text = "{\"f:metadata\":{\"f:finalizers\":{\".\":{},\"v:3\":{},\"v:\\\"a/b\\\"\":{},\"v:true\":{}}},"
                + "\"f:spec\":{\"f:args\":{\"i:0\":{},\"i:10\":{}},"
                + "\"f:ports\":{\".\":{},\"k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{},\"f:name\":{}}}}}";

        assertThat(set(text).toJson()).hasToString(text);
    }

    @Test
    @DisplayName("fieldsV1 is printed in one order, however it was given")
    void canonicalOrder() {
        assertThat(
                        set(
                                "{'v:\"b\"': {}, 'k:{\"n\":2}': {}, 'f:z': {}, 'i:1': {}, 'v:1': {}, 'k:{\"n\":1}': {}, 'f:a': {}}"))
                .hasToString("{\"f:a\":{},\"f:z\":{},\"k:{\\\"n\\\":1}\":{},\"k:{\\\"n\\\":2}\":{},"
                        + "\"v:1\":{},\"v:\\\"b\\\"\":{},\"i:1\":{}}");
    }

    @Test
    @DisplayName("keys of a list item are printed in the order of their names")
    void keysSorted() {
        assertThat(set("{'k:{\"protocol\":\"TCP\",\"containerPort\":80}': {}}"))
                .hasToString("{\"k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{}}");
    }

    @Test
    @DisplayName("paths are printed as conflicts name them")
    void paths() {
        List<String> paths = new ArrayList<>();
        set("{'f:spec': {'f:containers': {'k:{\"name\":\"x\"}': {'.': {}, 'f:image': {}}}, 'f:set': {'v:\"q\"': {}, 'v:3': {}},"
                        + " 'f:list': {'i:2': {}}}}")
                .forEach(path -> paths.add(path.toString()));

        assertThat(paths)
                .containsExactly(
                        ".spec.containers[name=\"x\"]",
                        ".spec.containers[name=\"x\"].image",
                        ".spec.list[2]",
                        ".spec.set[=3]",
                        ".spec.set[=\"q\"]");
    }

    @Test
    @DisplayName("a key of no known kind is refused")
    void unknownKind() {
        assertThatThrownBy(() -> set("{'x:a': {}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fieldsV1 key 'x:a' is of an unknown kind");
        assertThatThrownBy(() -> set("{'spec': {}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fieldsV1 key 'spec' does not begin with f:, k:, v: or i:");
        assertThatThrownBy(() -> set("{'k:{': {}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fieldsV1 key holds no JSON: '{'");
        assertThatThrownBy(() -> set("{'i:x': {}}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("union, intersection and difference go by member, not by what lies below")
    void algebra() {
        FieldSet left = set("{'f:a': {'.': {}, 'f:x': {}}, 'f:b': {}}");
        FieldSet right = set("{'f:a': {}, 'f:c': {}}");

        assertThat(left.union(right)).isEqualTo(set("{'f:a': {'.': {}, 'f:x': {}}, 'f:b': {}, 'f:c': {}}"));
        assertThat(left.intersect(right)).isEqualTo(set("{'f:a': {}}"));
        assertThat(left.difference(right)).isEqualTo(set("{'f:a': {'f:x': {}}, 'f:b': {}}"));
        assertThat(left.differenceWithChildren(right)).isEqualTo(set("{'f:b': {}}"));
        assertThat(left.contains(set("{'f:a': {'f:x': {}}}"))).isTrue();
        assertThat(left.contains(right)).isFalse();
    }
}
