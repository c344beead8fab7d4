package com.amd.aim.cli.generate;

import com.amd.aim.cli.text.ShellText;
import com.amd.aim.engine.config.ServingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lines for a shell, one for each node of a replica; where the first node is met, the shell is told beforehand. */
final class MemberText {
    /** What stands for the address of the first node. */
    static final String LEADER_ADDRESS = "$LEADER_ADDRESS";

    private MemberText() {}

    /** The program and its arguments on each node, by rank. */
    static List<List<String>> commands(ServingConfig config) {
        if (!config.spansNodes()) {
            return List.of(config.command());
        }
        List<List<String>> commands = new ArrayList<>();
        for (int rank = 0; rank < config.group().nodes(); rank++) {
            commands.add(config.commandOfMember(String.valueOf(rank), LEADER_ADDRESS, rank == 0));
        }
        return commands;
    }

    /**
     * One line for each node, with a comment before it where there are several.
     *
     * @param words from a node's command to what is to be typed there
     */
    static String lines(ServingConfig config, Function<List<String>, List<String>> words) {
        List<List<String>> commands = commands(config);
        List<String> lines = new ArrayList<>();
        for (int rank = 0; rank < commands.size(); rank++) {
            if (config.spansNodes()) {
                lines.add(
                        rank == 0
                                ? "# on the first node, whose address is LEADER_ADDRESS on all of them"
                                : "# on node " + (rank + 1));
            }
            lines.add(line(words.apply(commands.get(rank))));
        }
        return String.join("\n", lines);
    }

    private static String line(List<String> words) {
        return words.stream().map(MemberText::word).collect(Collectors.joining(" "));
    }

    private static String word(String text) {
        return text.startsWith(LEADER_ADDRESS) ? "\"" + text + "\"" : ShellText.word(text);
    }
}
