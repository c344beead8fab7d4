package com.amd.aim.cli.live;

import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.cli.text.ShellText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What to try, in pages of the space's size. */
final class Advice {
    private final List<List<String>> pages;

    private Advice(List<List<String>> pages) {
        this.pages = pages;
    }

    /** Lays it out: what belongs together is on one page where it has room. */
    static Advice of(Path kubeconfig, Space space) {
        int room = Math.max(1, space.height() - 1);
        List<List<String>> pages = new ArrayList<>(List.of(new ArrayList<>()));
        for (List<String> block : blocks(kubeconfig, space)) {
            if (pages.getLast().size() + block.size() > room) {
                pages.add(new ArrayList<>());
            }
            for (String line : block) {
                if (pages.getLast().size() == room) {
                    pages.add(new ArrayList<>());
                }
                pages.getLast().add(space.cut(line));
            }
        }
        pages.removeIf(List::isEmpty);
        return new Advice(
                pages.stream().map(page -> framed(page, pages.size(), space)).toList());
    }

    int pages() {
        return pages.size();
    }

    /** The nth, from 1; the last where there are not so many. */
    List<String> page(int number) {
        return pages.get(Math.clamp(number, 1, pages.size()) - 1);
    }

    private static List<List<String>> blocks(Path kubeconfig, Space space) {
        List<List<String>> blocks = new ArrayList<>();
        blocks.add(block(
                "What to try in another terminal, in the folder of the source tree:",
                List.of("export KUBECONFIG=" + ShellText.word(kubeconfig.toString())),
                space));
        Suggestion.all(kubeconfig)
                .forEach(suggestion -> blocks.add(block(suggestion.purpose(), suggestion.commands(), space)));
        return blocks;
    }

    private static List<String> block(String sentence, List<String> commands, Space space) {
        List<String> lines = new ArrayList<>(Paragraph.within(space.width(), "", "", sentence));
        commands.forEach(command -> lines.addAll(ShellText.folded(command, "  ", space.width())));
        return lines;
    }

    private static List<String> framed(List<String> page, int pages, Space space) {
        List<String> lines = new ArrayList<>(page);
        lines.addAll(Collections.nCopies(Math.max(0, space.height() - 1 - page.size()), ""));
        lines.add(space.cut(pages > 1 ? "? more   b back   q end everything" : "b back   q end everything"));
        return lines.subList(Math.max(0, lines.size() - space.height()), lines.size());
    }
}
