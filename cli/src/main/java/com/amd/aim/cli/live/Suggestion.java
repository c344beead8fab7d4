package com.amd.aim.cli.live;

import com.amd.aim.cli.text.ShellText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something to try while the demo runs.
 *
 * @param purpose what it shows
 * @param commands to paste in another terminal, in the folder of the source tree
 */
record Suggestion(String purpose, List<String> commands) {

    Suggestion {
        commands = List.copyOf(commands);
    }

    /**
     * What can be tried with the demo's services and nodes.
     *
     * @param kubeconfig of the cluster, whose volumes are beside it
     */
    static List<Suggestion> all(Path kubeconfig) {
        String volumes = ShellText.word(kubeconfig.resolveSibling("claims").toString());
        return List.of(
                new Suggestion("Read why each service stands where it does.", List.of("./aim status")),
                new Suggestion("Scale one.", List.of("kubectl scale aimservice qwen3-8b --replicas=2")),
                new Suggestion(
                        "Ask for hardware that is not there, and read what was considered.",
                        List.of(
                                "kubectl apply -f examples/failing/absent-hardware.yaml",
                                "./aim status absent-hardware")),
                new Suggestion(
                        "Unplug a node: its servers start on another.",
                        List.of("./aim sandbox fault node-lost mi300x-0")),
                new Suggestion("Put right what was made to go wrong.", List.of("./aim sandbox heal")),
                new Suggestion(
                        "Break a cache: a server that starts finds it, and the bad files are fetched again.",
                        List.of(
                                "find %s -size +99k -delete".formatted(volumes),
                                "kubectl delete pod -l app.kubernetes.io/instance=qwen3-8b")),
                new Suggestion("See what else can go wrong.", List.of("./aim sandbox fault --help")));
    }

    /** All of them as lines for who has no screen. */
    static List<String> lines(Path kubeconfig) {
        List<String> lines = new ArrayList<>();
        for (Suggestion suggestion : all(kubeconfig)) {
            lines.add(suggestion.purpose);
            suggestion.commands.forEach(command -> lines.add("  " + command));
        }
        return lines;
    }
}
