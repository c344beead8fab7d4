package com.amd.aim.cli.live;

import com.amd.aim.cli.text.Paint;
import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.cli.text.ShellText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The picture of a scene: exactly as many lines as the space is high, none wider than it. What there is no room for is left out, what
 * matters least first.
 */
final class Frame {
    /** Below so many lines there is room for the services and the keys alone. */
    private static final int LOW = 12;
    /** An empty line, a heading and three happenings; a download leaves one. */
    private static final int NEWS = 5;

    private static final int LEAST_NEWS = 3;

    private static final String KEYS = "? what to try   q end everything";

    private final Scene scene;
    private final Space space;

    private Frame(Scene scene, Space space) {
        this.scene = scene;
        this.space = space;
    }

    static List<String> of(Scene scene, Space space) {
        return new Frame(scene, space).lines();
    }

    private List<String> lines() {
        List<String> top = top();
        List<String> bottom = bottom();
        int room = Math.max(0, space.height() - top.size() - bottom.size());
        List<String> services = services(room);
        List<String> news = news(room - services.size());
        List<String> lines = new ArrayList<>(top);
        lines.addAll(services);
        lines.addAll(news);
        lines.addAll(Collections.nCopies(Math.max(0, room - services.size() - news.size()), ""));
        lines.addAll(bottom);
        return lines.subList(Math.max(0, lines.size() - space.height()), lines.size());
    }

    private boolean isLow() {
        return space.height() < LOW;
    }

    private List<String> top() {
        List<String> lines = new ArrayList<>();
        lines.add(space.cut("aim demo, a simulated cluster, for " + Happening.clock(scene.since())));
        for (String wrong : scene.wrong()) {
            List<String> said = Paragraph.within(space.width(), "Wrong: ", "  ", wrong);
            (isLow() ? said.subList(0, 1) : said)
                    .forEach(line -> lines.add(Paint.RED.on(space.cut(line), space.colours())));
        }
        if (!isLow()) {
            lines.add("");
        }
        return lines;
    }

    private List<String> bottom() {
        List<String> lines = new ArrayList<>();
        if (!isLow()) {
            lines.add("");
            scene.kubeconfig().ifPresent(kubeconfig -> lines.addAll(forAnotherTerminal(kubeconfig)));
        }
        lines.add(space.cut(KEYS));
        return lines;
    }

    private List<String> forAnotherTerminal(Path kubeconfig) {
        String label = "In another terminal: ";
        String command = "export KUBECONFIG=" + ShellText.word(kubeconfig.toString());
        if (label.length() + command.length() <= space.width()) {
            return List.of(label + command);
        }
        List<String> lines = new ArrayList<>(List.of(space.cut(label.strip())));
        ShellText.folded(command, "", space.width()).forEach(line -> lines.add(space.cut(line)));
        return lines;
    }

    /** With as much detail as leaves room for the latest news. */
    private List<String> services(int room) {
        if (scene.rows().isEmpty()) {
            return room > 0 ? List.of(space.cut("No service yet.")) : List.of();
        }
        ServiceLines services = new ServiceLines(scene.rows(), space);
        for (ServiceLines.Detail detail : List.of(ServiceLines.Detail.values()).reversed()) {
            List<String> lines =
                    services.lines(detail).stream().map(this::drawn).toList();
            int news = detail == ServiceLines.Detail.DOWNLOADS ? LEAST_NEWS : NEWS;
            if (lines.size() <= room - news) {
                return lines;
            }
        }
        List<String> rows = services.lines(ServiceLines.Detail.NOTHING).stream()
                .map(this::drawn)
                .toList();
        if (rows.size() <= room) {
            return rows;
        }
        int shown = Math.max(0, room - 1);
        List<String> some = new ArrayList<>(rows.subList(0, shown));
        if (room > 0) {
            some.add(space.cut("and %d more".formatted(rows.size() - Math.max(1, shown))));
        }
        return some;
    }

    private List<String> news(int room) {
        if (room < 3 || scene.happenings().isEmpty()) {
            return List.of();
        }
        List<String> told = new ArrayList<>();
        for (Happening happening : scene.happenings()) {
            String time = "%5s ".formatted(Happening.clock(happening.since()));
            told.addAll(Paragraph.within(space.width(), time, " ".repeat(time.length()), happening.sentence()));
        }
        List<String> lines = new ArrayList<>(List.of("", "LATEST"));
        lines.addAll(told.subList(Math.max(0, told.size() - (room - 2)), told.size()));
        return lines.stream().map(space::cut).toList();
    }

    /** Colours are in lines that fit already. */
    private String drawn(String line) {
        return Paint.width(line) <= space.width() ? line : space.cut(line);
    }
}
