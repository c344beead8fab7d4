package com.amd.aim.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.sandbox.client.Key;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    @Test
    @DisplayName("values come from texts, Secrets, ConfigMaps and the pod, and see the ones before them")
    void sources() throws ContainerStartException {
        Map<String, String> env = env(container -> container
                .addNewEnvFrom()
                .withPrefix("C_")
                .withNewConfigMapRef("config", false)
                .endEnvFrom()
                .addNewEnv()
                .withName("PLAIN")
                .withValue("x")
                .endEnv()
                .addNewEnv()
                .withName("TWICE")
                .withValue("$(PLAIN)-$(PLAIN)-$(LATER)-$$(PLAIN)")
                .endEnv()
                .addNewEnv()
                .withName("LATER")
                .withValue("y")
                .endEnv()
                .addNewEnv()
                .withName("TOKEN")
                .withNewValueFrom()
                .withNewSecretKeyRef("token", "creds", false)
                .endValueFrom()
                .endEnv()
                .addNewEnv()
                .withName("MODE")
                .withNewValueFrom()
                .withNewConfigMapKeyRef("mode", "config", false)
                .endValueFrom()
                .endEnv()
                .addNewEnv()
                .withName("IP")
                .withNewValueFrom()
                .withNewFieldRef("v1", "status.podIP")
                .endValueFrom()
                .endEnv()
                .addNewEnv()
                .withName("APP")
                .withNewValueFrom()
                .withNewFieldRef("v1", "metadata.labels['app']")
                .endValueFrom()
                .endEnv());
        assertThat(env)
                .containsEntry("HOSTNAME", "server-0")
                .containsEntry("C_mode", "fast")
                .containsEntry("TWICE", "x-x-$(LATER)-$(PLAIN)")
                .containsEntry("TOKEN", "s3cret")
                .containsEntry("MODE", "fast")
                .containsEntry("IP", "127.1.1.1")
                .containsEntry("APP", "web");
    }

    @Test
    @DisplayName("what is missing is named as a kubelet names it, unless it is optional")
    void missing() throws ContainerStartException {
        assertThatThrownBy(() -> env(container -> container
                        .addNewEnv()
                        .withName("T")
                        .withNewValueFrom()
                        .withNewSecretKeyRef("k", "gone", null)
                        .endValueFrom()
                        .endEnv()))
                .isInstanceOfSatisfying(
                        ContainerStartException.class,
                        e -> assertThat(e.reason()).isEqualTo("CreateContainerConfigError"))
                .hasMessage("secret \"gone\" not found");
        assertThatThrownBy(() -> env(container -> container
                        .addNewEnv()
                        .withName("T")
                        .withNewValueFrom()
                        .withNewSecretKeyRef("gone", "creds", null)
                        .endValueFrom()
                        .endEnv()))
                .hasMessage("couldn't find key gone in Secret team/creds");
        assertThatThrownBy(() -> env(container ->
                        container.addNewEnvFrom().withNewSecretRef("gone", null).endEnvFrom()))
                .hasMessage("secret \"gone\" not found");
        assertThat(env(container -> container
                        .addNewEnv()
                        .withName("T")
                        .withNewValueFrom()
                        .withNewSecretKeyRef("k", "gone", true)
                        .endValueFrom()
                        .endEnv()))
                .doesNotContainKey("T");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @DisplayName("references in commands")
    @CsvSource({
        "$(A),1",
        "x$(A)y$(B),x1y2",
        "$(GONE),$(GONE)",
        "$$(A),$(A)",
        "$$$(A),$1",
        "$A,$A",
        "$(A,$(A",
        "'',''",
    })
    void expansion(String text, String expanded) {
        assertThat(Expansion.expand(text, Map.of("A", "1", "B", "2"))).isEqualTo(expanded);
    }

    private static Map<String, String> env(UnaryOperator<ContainerBuilder> change) throws ContainerStartException {
        Container container = change.apply(new ContainerBuilder().withName("c")).build();
        Environment environment = new Environment(
                new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("team")
                        .withName("server-0")
                        .addToLabels("app", "web")
                        .endMetadata()
                        .build(),
                "127.1.1.1",
                "127.1.0.1",
                new There());
        return environment.of(container);
    }

    private record There() implements Environment.Sources {
        @Override
        public Optional<Secret> secret(Key key) {
            return key.equals(new Key("team", "creds"))
                    ? Optional.of(
                            new SecretBuilder().addToData("token", "czNjcmV0").build())
                    : Optional.empty();
        }

        @Override
        public Optional<ConfigMap> configMap(Key key) {
            return key.equals(new Key("team", "config"))
                    ? Optional.of(
                            new ConfigMapBuilder().addToData("mode", "fast").build())
                    : Optional.empty();
        }
    }
}
