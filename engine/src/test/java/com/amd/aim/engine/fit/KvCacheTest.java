package com.amd.aim.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvCacheTest {
    @ParameterizedTest(name = "{0}, tensor {1}, {2} bytes: {3}")
    @DisplayName("one token takes what the model's own dimensions say")
    @CsvSource({
        // grouped-query attention, shared out until each GPU has one head, then copied
        "layers=64 heads=64 kv=8 head=128, 1, 2, 262144",
        "layers=64 heads=64 kv=8 head=128, 4, 2, 65536",
        "layers=64 heads=64 kv=8 head=128, 8, 2, 32768",
        "layers=64 heads=64 kv=8 head=128, 16, 2, 32768",
        // an fp8 cache takes half
        "layers=64 heads=64 kv=8 head=128, 1, 1, 131072",
        // latent attention is whole on every GPU
        "layers=61 heads=128 latent=576, 1, 2, 70272",
        "layers=61 heads=128 latent=576, 8, 2, 70272",
        // where only some layers keep a growing cache, only they count
        "layers=48 heads=16 kv=2 head=256 full=12, 1, 2, 24576",
        // a head size that nobody states follows from the others
        "layers=32 hidden=4096 heads=32 kv=8, 1, 2, 131072"
    })
    void perToken(String shape, int tensor, int bytes, long expected) {
        assertThat(KvCache.of(Shapes.shape(shape), Layout.tensor(tensor), bytes)
                        .orElseThrow()
                        .bytes(1))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("layers with a sliding window keep no more than the window")
    void sliding() {
        KvCache cache = KvCache.of(Shapes.GPT_OSS, Layout.tensor(1), 2).orElseThrow();
        assertThat(cache.bytes(1)).isEqualTo(73728);
        assertThat(cache.bytes(128)).isEqualTo(73728 * 128);
        assertThat(cache.bytes(1128)).isEqualTo(73728 * 128 + 36864 * 1000);
    }

    @Test
    @DisplayName("layers with a sliding window may have other key-value heads, divided on their own")
    void slidingHeads() {
        String shape = "layers=48 heads=64 kv=4 head=192 sliding=39 window=128 slidingkv=8";

        KvCache whole = KvCache.of(Shapes.shape(shape), Layout.tensor(1), 1).orElseThrow();
        KvCache shared = KvCache.of(Shapes.shape(shape), Layout.tensor(8), 1).orElseThrow();

        assertThat(whole.bytesPerToken()).isEqualTo(9 * 2 * 4 * 192);
        assertThat(whole.slidingBytesPerToken()).isEqualTo(39 * 2 * 8 * 192);
        assertThat(shared.bytesPerToken()).isEqualTo(9 * 2 * 192);
        assertThat(shared.slidingBytesPerToken()).isEqualTo(39 * 2 * 192);
    }

    @Test
    @DisplayName("pipeline parallelism gives each GPU its group of layers, the largest group counts")
    void pipeline() {
        KvCache cache =
                KvCache.of(Shapes.DEEPSEEK, new Layout(8, 2, 1, false), 2).orElseThrow();
        assertThat(cache.bytesPerToken()).isEqualTo(31 * 1152);
    }

    @ParameterizedTest(name = "{0}: {1} tokens")
    @DisplayName("the longest request that some bytes hold is the one whose bytes they are")
    @CsvSource({
        "layers=64 heads=64 kv=8 head=128, 1000",
        "layers=36 heads=64 kv=8 head=64 sliding=18 window=128, 100",
        "layers=36 heads=64 kv=8 head=64 sliding=18 window=128, 128",
        "layers=36 heads=64 kv=8 head=64 sliding=18 window=128, 5000"
    })
    void inverse(String shape, long tokens) {
        KvCache cache = KvCache.of(Shapes.shape(shape), Layout.tensor(1), 2).orElseThrow();
        long bytes = cache.bytes(tokens);
        assertThat(cache.tokens(bytes)).isEqualTo(tokens);
        assertThat(cache.tokens(bytes - 1)).isEqualTo(tokens - 1);
        assertThat(cache.tokens(-1)).isZero();
    }

    @Test
    @DisplayName("a shape that does not tell gives no figure, rather than a guess")
    void unknown() {
        assertThat(KvCache.of(Shapes.shape("layers=32 kv=8"), Layout.tensor(1), 2))
                .isEmpty();
        assertThat(KvCache.of(Shapes.shape("kv=8 head=128"), Layout.tensor(1), 2))
                .isEmpty();
    }
}
