package com.amd.aim.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheViewTest {
    @Test
    @DisplayName("one service more on a cache is nothing new for the others, but progress is")
    void news() {
        CacheView before = view("phase: Downloading, progress: 42%, usedBy: [a]");

        assertThat(view("phase: Downloading, progress: 42%, usedBy: [a, b]")).isEqualTo(before);
        assertThat(view("phase: Downloading, progress: 43%, usedBy: [a]")).isNotEqualTo(before);
    }

    private static CacheView view(String status) {
        return CacheView.of(Serialization.unmarshal("""
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMModelCache
                metadata: {name: weights, namespace: team-a}
                spec: {source: {uri: "hf://Qwen/Qwen3-32B"}}
                status: {%s}
                """.formatted(status), AIMModelCache.class));
    }
}
