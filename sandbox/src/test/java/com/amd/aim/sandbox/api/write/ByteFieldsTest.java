package com.amd.aim.sandbox.api.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.api.kinds.Kinds;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Bytes")
class ByteFieldsTest {
    private static final Kinds KINDS = new Kinds();

    private static Optional<String> problem(String plural, String field, String value) {
        ObjectNode object = Json.object();
        object.putObject(field).put("good", "eA==").put("k", value);
        return ByteFields.problem(KINDS.builtIn("", plural), object);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "***, 0",
                "eA=*, 2",
                "e=, 1",
                "=, 0",
                "eA, 0",
                "eHh, 0",
                "eHh4e, 4",
                "eA=, 3",
                "eA==eA==, 4",
                "eHg=eA==, 4",
                "eA=====, 4",
                "e\\nA=\\n=\\n*, 7",
                "eA-_, 2",
            })
    @DisplayName("that are no base64 are refused, with the place at which they cease to be")
    void refuses(String text, int at) {
        assertThat(problem("secrets", "data", text.replace("\\n", "\n")))
                .contains("illegal base64 data at input byte " + at);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"``", "eA==", "eHg=", "eHh4", "e\\nA=\\r=\\n", "+/AZaz09"})
    @DisplayName("may be broken into lines, and need their padding")
    void takes(String text) {
        assertThat(problem("secrets", "data", text.replace("\\n", "\n").replace("\\r", "\r")))
                .isEmpty();
    }

    @Test
    @DisplayName("are in secrets and in one field of config maps")
    void where() {
        assertThat(problem("configmaps", "binaryData", "*")).isPresent();
        assertThat(problem("configmaps", "data", "*")).isEmpty();
        assertThat(problem("services", "data", "*")).isEmpty();
    }
}
