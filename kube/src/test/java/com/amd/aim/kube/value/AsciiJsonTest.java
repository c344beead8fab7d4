package com.amd.aim.kube.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @DisplayName("says the same in ASCII, wherever it is cut into pieces")
    @ValueSource(
            strings = {
                "{}",
                "{\"a\": \"plain\"}",
                "{\"größe\": \"8 × MI300X – genug…\"}",
                "[\"模型\", \"\\u00e4 is escaped \\\\ already\", \"𝔞😀\", \"e\\u0301é\"]",
                "\"ä\""
            })
    void sameInAscii(String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        JsonNode expected = JSON.readTree(bytes);
        for (int seed = 0; seed < 200; seed++) {
            byte[] ascii = inPieces(bytes, new Random(seed));

            assertThat(JSON.readTree(ascii)).isEqualTo(expected);
            for (byte one : ascii) {
                assertThat(one).isNotNegative();
            }
        }
    }

    private static byte[] inPieces(byte[] bytes, Random random) {
        AsciiJson json = new AsciiJson();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(5), bytes.length - from);
            ByteBuffer piece = json.next(ByteBuffer.wrap(bytes, from, length));
            byte[] rewritten = new byte[piece.remaining()];
            piece.get(rewritten);
            all.writeBytes(rewritten);
            from += length;
        }
        return all.toByteArray();
    }
}
