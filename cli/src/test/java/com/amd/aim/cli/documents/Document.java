package com.amd.aim.cli.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** A document of the source tree in Markdown. */
public record Document(Path file, Node root) {
    private static final Path TREE = Path.of(System.getProperty("aim.root"));

    /** The document at a path of the tree. */
    public static Document of(String path) {
        return of(TREE.resolve(path));
    }

    /** The document in a file. */
    public static Document of(Path file) {
        try {
            return new Document(file, Parser.builder().build().parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it tells people to type: each fenced block marked {@code console}, in order. */
    public List<CommandBlock> commands() {
        List<CommandBlock> blocks = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (block.getInfo().equals("console")) {
                    blocks.add(new CommandBlock(block.getLiteral().strip()));
                }
            }
        });
        return blocks;
    }

    /** Where its links lead. */
    public List<String> links() {
        List<String> links = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }
        });
        return links;
    }

    /** What a link may have behind its {@code #}: one for each heading, as GitHub makes them. */
    public List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String text = TextContentRenderer.builder().build().render(heading);
                anchors.add(text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
            }
        });
        return anchors;
    }
}
