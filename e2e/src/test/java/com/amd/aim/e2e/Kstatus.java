package com.amd.aim.e2e;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the published kstatus makes of an object, and what Flux makes of it with the expressions of docs/gitops; see
 * {@code e2e/kstatus}.
 *
 * @param status as {@code InProgress}
 * @param flux in the same words
 */
record Kstatus(String status, String flux) {

    static List<Kstatus> of(List<JsonNode> objects) throws IOException {
        String program = Cluster.root().resolve("e2e/kstatus").toString();
        String input = objects.stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
        return Command.run(input, List.of("go", "-C", program, "run", ".", expressions()))
                .succeeded()
                .out()
                .lines()
                .map(line -> line.split("\t", -1))
                .map(words -> new Kstatus(words[0], words[1]))
                .toList();
    }

    /** Those of the documentation, as JSON. */
    private static String expressions() throws IOException {
        String page = Files.readString(Cluster.root().resolve("docs/gitops/README.md"));
        int from = page.indexOf("```yaml\n") + "```yaml\n".length();
        JsonNode block = new YAMLMapper().readTree(page.substring(from, page.indexOf("```", from)));
        return block.required("spec").required("healthCheckExprs").toString();
    }
}
