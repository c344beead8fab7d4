package com.amd.aim.cli.live;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** jline's terminal without a device, and somebody who types and looks. */
final class FakeTerminal implements AutoCloseable {
    private static final String HOME = "\u001B[H";

    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private final Terminal terminal;
    private volatile Attributes lastSet = new Attributes();

    FakeTerminal(int width, int height) throws IOException {
        terminal =
                new ExternalTerminal(
                        "fake",
                        "xterm",
                        new PipedInputStream(keyboard),
                        OutputStream.nullOutputStream(),
                        StandardCharsets.UTF_8) {
                    @Override
                    public void setAttributes(Attributes wanted) {
                        super.setAttributes(wanted);
                        lastSet = new Attributes(wanted);
                    }
                };
        Attributes cooked = terminal.getAttributes();
        cooked.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.ISIG), true);
        terminal.setAttributes(cooked);
        resize(width, height);
    }

    Screen screen() {
        return new Screen(terminal, new PrintStream(drawn, true, StandardCharsets.UTF_8));
    }

    void resize(int width, int height) {
        terminal.setSize(Size.of(width, height));
    }

    void press(char key) throws IOException {
        keyboard.write(key);
        keyboard.flush();
    }

    /** As they were last set, also when it has been closed. */
    Attributes attributes() {
        return lastSet;
    }

    /** All that was sent to it. */
    String sent() {
        return drawn.toString(StandardCharsets.UTF_8);
    }

    /** The lines as they stand there; only the first of them while it is being drawn. */
    List<String> picture() {
        String all = sent();
        String last = all.substring(Math.max(0, all.lastIndexOf(HOME)));
        return last.replaceAll("\u001B\\[[?0-9;]*[A-Za-z]", "").lines().toList();
    }

    void awaitPicture(String text) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> String.join("\n", picture()).contains(text));
    }

    /** Waits until it is in the picture, and returns what was found. */
    MatchResult awaitPattern(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> wanted.matcher(String.join("\n", picture()))
                                .results()
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    void awaitHeight(int lines) {
        await().atMost(Duration.ofSeconds(90)).until(() -> picture().size() == lines);
    }

    @Override
    public void close() throws IOException {
        terminal.close();
        keyboard.close();
    }
}
