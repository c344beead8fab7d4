package com.amd.aim.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppliedFieldsTest {
    private final AppliedFields applied = new AppliedFields();

    @Test
    @DisplayName("of managed fields those of appliers are kept, whoever they are")
    void appliersOnly() {
        ConfigMap slim = applied.only(object(
                entry("aim-engine", "Apply", "a"), entry("kubectl", "Update", "b"), entry("argocd", "Apply", "c")));

        assertThat(slim.getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly("aim-engine", "argocd");
    }

    @Test
    @DisplayName("who scales is kept as well, since replicas are left to an autoscaler")
    void scalers() {
        ManagedFieldsEntry scaler = entry("kube-controller-manager", "Update", "a");
        scaler.setSubresource("scale");

        assertThat(applied.only(object(scaler)).getMetadata().getManagedFields())
                .containsExactly(scaler);
    }

    @Test
    @DisplayName("equal parts of two objects become one")
    void shared() {
        ConfigMap one = applied.only(object(entry("aim-engine", "Apply", "same")));
        ConfigMap two = applied.only(object(entry("aim-engine", "Apply", "same")));
        ConfigMap three = applied.only(object(entry("aim-engine", "Apply", "different")));

        assertThat(data(two)).isSameAs(data(one));
        assertThat(data(three)).isEqualTo(Map.of("f:different", Map.of()));
    }

    private static Object data(ConfigMap object) {
        return Objects.requireNonNull(object.getMetadata()
                .getManagedFields()
                .getFirst()
                .getFieldsV1()
                .getAdditionalProperties()
                .get("f:data"));
    }

    private static ConfigMap object(ManagedFieldsEntry... entries) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("x")
                .withManagedFields(entries)
                .endMetadata()
                .build();
    }

    private static ManagedFieldsEntry entry(String manager, String operation, String field) {
        FieldsV1 fields = new FieldsV1();
        fields.setAdditionalProperty("f:data", Map.of("f:" + field, Map.of()));
        return new ManagedFieldsEntryBuilder()
                .withManager(manager)
                .withOperation(operation)
                .withFieldsV1(fields)
                .build();
    }
}
