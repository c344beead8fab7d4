package com.amd.aim.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.api.ApiServer;
import com.amd.aim.sandbox.client.ApiClients;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ApiServer server;
    private KubernetesClient client;
    private Recorder recorder;
    private ConfigMap about;

    @BeforeEach
    void start() throws IOException {
        server = ApiServer.start(0, "secret");
        client = ApiClients.connect(Config.fromKubeconfig(server.kubeconfig()), "test");
        recorder = new Recorder(client, "pod-1", InstantSource.system());
        about = client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("x")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void stop() {
        recorder.close();
        client.close();
        server.close();
    }

    @Test
    @DisplayName("an event says about what, how serious, why, and by whom")
    void event() {
        recorder.record(about, Reason.NothingFits, "no node has 16 GPUs");

        assertThat(written()).singleElement().satisfies(event -> {
            assertThat(event.getRegarding().getUid())
                    .isEqualTo(about.getMetadata().getUid());
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getReason()).isEqualTo("NothingFits");
            assertThat(event.getNote()).isEqualTo("no node has 16 GPUs");
            assertThat(event.getReportingController()).isEqualTo("aim-engine");
        });
    }

    @Test
    @DisplayName("the same is not told twice in a row, but again after something else")
    void repeated() {
        recorder.record(about, Reason.Serving, "1 of 1 answers");
        recorder.record(about, Reason.Serving, "1 of 1 answers");
        recorder.record(about, Reason.ServersMissing, "0 of 1 answers");
        recorder.record(about, Reason.Serving, "1 of 1 answers");

        assertThat(written())
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("Serving", "ServersMissing", "Serving");
    }

    @ParameterizedTest(name = "a name too long for the name of an event is cut where the API server accepts it: {0}")
    @ValueSource(strings = {".", "-", "--", "a"})
    void longName(String atTheCut) {
        String name = "a".repeat(230 - atTheCut.length()) + atTheCut + "b".repeat(23);
        ConfigMap named =
                about.edit().editMetadata().withName(name).endMetadata().build();

        recorder.record(named, Reason.Serving, "1 of 1 answers");

        assertThat(written())
                .singleElement()
                .satisfies(event -> assertThat(event.getRegarding().getName()).isEqualTo(name));
    }

    @Test
    @DisplayName("an event that cannot be written does not fail what it tells of")
    void refused() {
        about.getMetadata().setNamespace("gone");

        recorder.record(about, Reason.Serving, "1 of 1 answers");

        assertThat(written()).isEmpty();
    }

    @Test
    @DisplayName("an API server that answers nothing holds nobody up, and events are not kept without end")
    void silent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                KubernetesClient lost = ApiClients.connect(
                        new ConfigBuilder(Config.empty())
                                .withMasterUrl("http://127.0.0.1:" + silent.getLocalPort())
                                .build(),
                        "test");
                Recorder waiting = new Recorder(lost, "pod-1", InstantSource.system())) {
            Thread reconciles = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 1_010; i++) {
                    waiting.record(about, Reason.Serving, i + " answer");
                }
            });

            assertThat(reconciles.join(PATIENCE)).isTrue();
        }
    }

    /** All that was recorded. */
    private List<Event> written() {
        recorder.close();
        return client.events().v1().events().inAnyNamespace().list().getItems();
    }
}
