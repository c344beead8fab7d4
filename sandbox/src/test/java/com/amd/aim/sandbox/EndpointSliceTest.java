package com.amd.aim.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.api.RequestLog;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndpointSliceTest extends WorldTest {

    @Test
    @DisplayName("a Service lists its ready pods and no others")
    void readyPods() {
        create("one", named("main", "wait"));
        create("two", named("main", "wait"));
        serve(new IntOrString(8000));
        // a slice from before the pods had addresses may stay beside that of their ports for a moment
        EndpointSlice slice = eventually()
                .until(this::slices, seen -> seen.size() == 1 && readyEndpoints(seen) == 2)
                .getFirst();
        assertThat(slice.getPorts().getFirst().getPort()).isEqualTo(8000);
        assertThat(slice.getMetadata().getLabels()).containsEntry("kubernetes.io/service-name", "app");
        client().pods().inNamespace(namespace()).delete();
        eventually().until(() -> readyEndpoints() == 0);
    }

    @Test
    @DisplayName(
            "a Service keeps its one slice from before its first pod, and it is written only when something changes")
    void oneSlice() {
        serve(new IntOrString(8000));
        eventually().until(() -> slices().size() == 1);
        String slice = slices().getFirst().getMetadata().getUid();
        create("one", named("main", "wait"));
        eventually().until(() -> readyEndpoints() == 1);
        client().pods().inNamespace(namespace()).delete();
        eventually().until(() -> pods().isEmpty() && endpoints().isEmpty());

        assertThat(slices())
                .singleElement()
                .satisfies(last -> assertThat(last.getMetadata().getUid()).isEqualTo(slice));
        List<RequestLog.Entry> writes = sandbox().requests().writesSince(0).stream()
                .filter(entry -> entry.resource().equals("endpointslices.discovery.k8s.io")
                        && namespace().equals(entry.namespace())
                        // what is refused because the controller's view lags behind is written again, not twice
                        && entry.status() < 300)
                .toList();
        assertThat(writes.getFirst().verb()).isEqualTo("create");
        assertThat(writes).extracting(RequestLog.Entry::verb).doesNotContain("delete");
        // not ready, ready, ending, gone
        assertThat(writes).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    @DisplayName("pods for which a named port is another number, or none, stand in a slice of their own")
    void slicesByPort() {
        serve(new IntOrString("http"));
        eventually().until(() -> slices().size() == 1);
        for (int port : List.of(8000, 9000)) {
            create(
                    "with-" + port,
                    named("main", "wait")
                            .addNewPort()
                            .withName("http")
                            .withContainerPort(port)
                            .endPort());
        }
        create("without", named("main", "wait"));

        eventually().until(() -> readyEndpoints() == 3);
        assertThat(slices().stream()
                        .map(slice -> Stream.ofNullable(slice.getPorts())
                                .flatMap(List::stream)
                                .map(EndpointPort::getPort)
                                .toList()))
                .containsExactlyInAnyOrder(List.of(8000), List.of(9000), List.of());
    }

    private void create(String name, ContainerBuilder container) {
        client().resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace())
                        .withName(name)
                        .addToLabels("app", "app")
                        .endMetadata()
                        .withNewSpec()
                        .withContainers(container.build())
                        .endSpec()
                        .build())
                .create();
    }

    /** A Service in front of all pods of the app. */
    private void serve(IntOrString port) {
        client().resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace())
                        .withName("app")
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", "app"))
                        .addNewPort()
                        .withPort(80)
                        .withTargetPort(port)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
    }

    private List<EndpointSlice> slices() {
        return client().discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace())
                .list()
                .getItems();
    }

    private List<Endpoint> endpoints() {
        return endpoints(slices());
    }

    private static List<Endpoint> endpoints(List<EndpointSlice> slices) {
        return slices.stream()
                // of a slice without endpoints an API server says null
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .toList();
    }

    private long readyEndpoints() {
        return readyEndpoints(slices());
    }

    private static long readyEndpoints(List<EndpointSlice> slices) {
        return endpoints(slices).stream()
                .filter(endpoint -> endpoint.getConditions().getReady())
                .count();
    }
}
