package com.amd.aim.e2e;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** What the published kstatus makes of objects; see {@code e2e/kstatus}. */
final class Kstatus {
    private Kstatus() {}

    /** The status of each, as {@code InProgress}. */
    static List<String> of(List<JsonNode> objects) {
        String program = Cluster.root().resolve("e2e/kstatus").toString();
        String input = objects.stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
        return Command.run(input, List.of("go", "-C", program, "run", "."))
                .succeeded()
                .out()
                .lines()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
    }
}
