package com.amd.aim.engine.catalog;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Parses one file to a tree whose nodes know their line and column; nothing is constructed from tags. */
final class YamlDocument {
    private YamlDocument() {}

    /** Its tree; null of an empty file. */
    static @Nullable Node root(String text) {
        return new Yaml(new LoaderOptions()).compose(new StringReader(text));
    }

    /** The file's top mapping, or empty with a problem added. */
    static Optional<YamlMap> parse(String text, Problems problems) {
        try {
            Node root = root(text);
            if (root instanceof MappingNode mapping) {
                return Optional.of(new YamlMap(mapping, "", problems));
            }
            problems.add(
                    root == null ? null : root.getStartMark(),
                    "",
                    root == null ? "the file is empty" : "the file must be a mapping of fields to values");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            problems.add(mark, "", wording(String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            problems.add(null, "", "the file has a character that YAML does not allow, at position " + e.getPosition());
        } catch (YAMLException e) {
            problems.add(null, "", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static String wording(String problem) {
        return problem.contains("\\t(TAB)") ? "a tab cannot be used to indent; use spaces" : problem;
    }
}
