package com.amd.aim.engine.catalog;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The trees of YAML files as bytes: for each node its tag, then its text, or how many parts it has and these. All but lines
 * and columns is as the parser found it. JSON would do as well, but the first number in it costs more than all the rest.
 */
final class PackedYaml {
    private static final List<Tag> TAGS = List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private PackedYaml() {}

    /** Whether it can be written: no tag is somebody's own. */
    static boolean holds(Node node) {
        return TAGS.contains(node.getTag()) && parts(node).stream().allMatch(PackedYaml::holds);
    }

    static void write(Node node, DataOutput out) throws IOException {
        out.writeByte(TAGS.indexOf(node.getTag()));
        if (node instanceof ScalarNode scalar) {
            out.writeUTF(scalar.getValue());
        } else {
            out.writeInt(parts(node).size());
            for (Node part : parts(node)) {
                write(part, out);
            }
        }
    }

    private static List<Node> parts(Node node) {
        return switch (node) {
            case SequenceNode list -> list.getValue();
            case MappingNode mapping ->
                mapping.getValue().stream()
                        .flatMap(field -> Stream.of(field.getKeyNode(), field.getValueNode()))
                        .toList();
            default -> List.of();
        };
    }

    static Node read(DataInput in) throws IOException {
        Tag tag = TAGS.get(in.readByte());
        if (tag.equals(Tag.MAP)) {
            return mapping(in);
        }
        return tag.equals(Tag.SEQ) ? list(in) : new ScalarNode(tag, in.readUTF(), null, null, ScalarStyle.PLAIN);
    }

    private static MappingNode mapping(DataInput in) throws IOException {
        List<NodeTuple> fields = new ArrayList<>();
        for (int parts = in.readInt(); parts > 0; parts -= 2) {
            fields.add(new NodeTuple(read(in), read(in)));
        }
        return new MappingNode(Tag.MAP, true, fields, null, null, FlowStyle.BLOCK);
    }

    private static SequenceNode list(DataInput in) throws IOException {
        List<Node> items = new ArrayList<>();
        for (int parts = in.readInt(); parts > 0; parts--) {
            items.add(read(in));
        }
        return new SequenceNode(Tag.SEQ, true, items, null, null, FlowStyle.BLOCK);
    }
}
