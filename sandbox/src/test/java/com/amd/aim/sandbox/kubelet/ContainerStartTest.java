package com.amd.aim.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerStartTest {

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("a path of the container is under the mount that covers it most closely")
    @CsvSource({
        "/cache,                /host/claim",
        "/cache/models/a,       /host/claim/models/a",
        "/cache/scratch/x,      /host/empty/x",
        "/cachex,               /host/own/cachex",
        "/dev/termination-log,  /host/message",
        "/tmp/x,                /host/own/tmp/x",
        "tmp/x,                 /host/own/tmp/x",
        "/cache/../../etc,      /host/own/etc",
        "/,                     /host/own",
    })
    void hostPath(String containerPath, String hostPath) {
        ContainerStart start = new ContainerStart(
                "team",
                "pod",
                "c",
                "image",
                List.of(),
                Map.of(),
                List.of(
                        new Mount("/cache", Path.of("/host/claim"), true),
                        new Mount("/cache/scratch", Path.of("/host/empty"), false),
                        new Mount("/dev/termination-log", Path.of("/host/message"), false)),
                Path.of("/host/own"),
                InetAddress.getLoopbackAddress(),
                IntUnaryOperator.identity(),
                "/dev/termination-log",
                0,
                System.out);
        assertThat(start.hostPath(containerPath)).isEqualTo(Path.of(hostPath));
    }
}
