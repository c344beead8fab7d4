package com.amd.aim.cli.sandbox;

import com.amd.aim.cli.text.ShellText;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to do with a sandbox that runs, as it can be typed.
 *
 * @param hub where its model hub answers
 * @param kubeconfig where its kubeconfig is
 * @param kept whether it can be gone on with
 */
public record Guide(List<SimulatedNode> nodes, URI hub, Path kubeconfig, boolean kept) {

    public Guide {
        nodes = List.copyOf(nodes);
    }

    /** For who runs the operator, or something else, themselves. */
    public String withoutOperator() {
        return guide("", """
                  aim operator --http-port=0 --hub-endpoint=%s     # in a terminal of its own
                """.formatted(hub));
    }

    /**
     * For a sandbox in which the operator runs.
     *
     * @param httpPort where its health and metrics are
     */
    public String withOperator(int httpPort) {
        return guide("\nThe operator runs in it; http://127.0.0.1:%d/metrics.".formatted(httpPort), "");
    }

    private String guide(String operator, String startOperator) {
        return """
                A simulated cluster runs: %s, with %d GPUs, and a model hub at %s.%s
                In another terminal:

                  export KUBECONFIG=%s
                %s  kubectl apply -f examples/1-one-line.yaml
                  kubectl get aimservice -w

                See what the operator does when something breaks: 'aim sandbox fault --help', 'aim sandbox heal'.
                %s
                """.formatted(
                        names(),
                        gpus(),
                        hub,
                        operator,
                        ShellText.word(kubeconfig.toAbsolutePath().toString()),
                        startOperator,
                        end());
    }

    private String end() {
        return kept ? "Ctrl-C stops it; the same command goes on with it." : "Ctrl-C ends it all.";
    }

    private String names() {
        return nodes.isEmpty()
                ? "no node"
                : nodes.stream().map(SimulatedNode::name).collect(Collectors.joining(", "));
    }

    private int gpus() {
        return nodes.stream().mapToInt(SimulatedNode::gpuCount).sum();
    }
}
