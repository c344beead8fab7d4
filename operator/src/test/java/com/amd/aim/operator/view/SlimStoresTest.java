package com.amd.aim.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.OperatorConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlimStoresTest {
    @Test
    @DisplayName("an informer of all namespaces, or of one, keeps no managed fields")
    void slim() {
        for (List<String> namespaces : List.of(List.<String>of(), List.of("team-a"))) {
            ItemStore<ConfigMap> store =
                    Objects.requireNonNull(watching(namespaces).of(SlimStores::withoutManagedFields));
            store.put("team-a/x", object());

            assertThat(store.get("team-a/x").getMetadata().getManagedFields()).isNullOrEmpty();
            assertThat(store.get("team-a/x").getData()).containsEntry("kept", "yes");
        }
    }

    @Test
    @DisplayName("informers of several namespaces share no store, each would remove what the others listed")
    void several() {
        assertThat(watching(List.of("team-a", "team-b")).<ConfigMap>of(SlimStores::withoutManagedFields))
                .isNull();
    }

    private static SlimStores watching(List<String> namespaces) {
        OperatorConfig defaults = OperatorConfig.embedded();
        return new SlimStores(new OperatorConfig(
                defaults.operatorNamespace(),
                namespaces,
                defaults.image(),
                defaults.hubEndpoint(),
                defaults.clusterDomain(),
                defaults.workers(),
                defaults.httpPort(),
                Optional.empty()));
    }

    private static ConfigMap object() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("team-a")
                .withName("x")
                .addNewManagedField()
                .withManager("somebody")
                .endManagedField()
                .endMetadata()
                .addToData("kept", "yes")
                .build();
    }
}
