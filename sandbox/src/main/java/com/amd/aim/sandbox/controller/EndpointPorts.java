package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.PortMap;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** Which ports of a pod stand behind the ports of a Service. */
final class EndpointPorts {

    private EndpointPorts() {}

    /** In the Service's order; a port name that the pod does not have is left out. */
    static List<EndpointPort> of(Service service, Pod pod) {
        PortMap listening = PortMap.of(pod);
        return service.getSpec().getPorts().stream()
                .flatMap(port -> target(port, pod).stream()
                        .mapToObj(number -> new EndpointPortBuilder()
                                .withName(Objects.requireNonNullElse(port.getName(), ""))
                                .withProtocol(Objects.requireNonNullElse(port.getProtocol(), "TCP"))
                                .withPort(listening.listening(number))
                                .build()))
                .toList();
    }

    private static OptionalInt target(ServicePort port, Pod pod) {
        IntOrString target = port.getTargetPort();
        if (target == null || (target.getIntVal() != null && target.getIntVal() == 0)) {
            return OptionalInt.of(port.getPort());
        }
        if (target.getIntVal() != null) {
            return OptionalInt.of(target.getIntVal());
        }
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(containerPort -> target.getStrVal().equals(containerPort.getName()))
                .mapToInt(containerPort -> containerPort.getContainerPort())
                .findFirst();
    }
}
