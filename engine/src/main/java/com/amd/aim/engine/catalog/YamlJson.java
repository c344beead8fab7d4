package com.amd.aim.engine.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns a YAML value into the JSON it stands for. Fields stay in the order in which they are written. */
final class YamlJson {
    private final Problems problems;
    private final Set<Node> read = Collections.newSetFromMap(new IdentityHashMap<>());

    YamlJson(Problems problems) {
        this.problems = problems;
    }

    /** Empty, with a problem added, where it cannot be turned into JSON. */
    Optional<JsonNode> of(Node node, String at) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(node.getTag().equals(Tag.NULL) ? NullNode.instance : YamlScalar.json(scalar));
        }
        // an alias may lead back into what it is in, or double the value at each level
        if (!read.add(node)) {
            problems.add(node.getStartMark(), at, "is used twice by an alias; write it out");
            return Optional.empty();
        }
        return node instanceof SequenceNode list ? list(list, at) : object((MappingNode) node, at);
    }

    private Optional<JsonNode> list(SequenceNode list, String at) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node item : list.getValue()) {
            of(item, at + "[" + array.size() + "]").ifPresent(array::add);
        }
        return array.size() == list.getValue().size() ? Optional.of(array) : Optional.empty();
    }

    private Optional<JsonNode> object(MappingNode mapping, String at) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        YamlMap fields = new YamlMap(mapping, at, problems);
        for (String name : fields.names()) {
            fields.value(name).flatMap(value -> of(value, at + "." + name)).ifPresent(value -> object.set(name, value));
        }
        return object.size() == mapping.getValue().size() ? Optional.of(object) : Optional.empty();
    }
}
