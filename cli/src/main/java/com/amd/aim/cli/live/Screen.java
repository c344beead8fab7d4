package com.amd.aim.cli.live;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Curses;
import org.jline.utils.InfoCmp.Capability;

/**
 * A person's terminal, taken over until it is closed: keys come at once and are not shown, and what stood there comes back afterwards.
 * Ctrl-C stays a signal.
 */
public final class Screen implements AutoCloseable {
    private final Terminal terminal;
    private final PrintStream out;
    private final Attributes before;
    private List<String> shown = List.of();
    private boolean closed;

    /**
     * Takes a terminal over.
     *
     * @param out where it is drawn on; not the terminal's own writer, which ends with the process's first signal
     */
    Screen(Terminal terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
        this.before = terminal.enterRawMode();
        Attributes modes = terminal.getAttributes();
        modes.setLocalFlag(LocalFlag.ISIG, true);
        // suspended, it would leave the shell with these modes
        modes.setControlChar(ControlChar.VSUSP, 0);
        terminal.setAttributes(modes);
        print(Capability.enter_ca_mode, Capability.cursor_invisible, Capability.clear_screen);
        out.flush();
    }

    /** The terminal of this process; empty where it cannot be had. */
    public static Optional<Screen> ofProcess(PrintStream out) {
        try {
            // with its native signals, jline would take SIGINT away from the Java runtime and with it the good order of
            // the end
            return Optional.of(new Screen(
                    TerminalBuilder.builder()
                            .system(true)
                            .dumb(false)
                            .provider("ffm")
                            .nativeSignals(false)
                            .build(),
                    out));
        } catch (IOException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    /**
     * How large it is now.
     *
     * @throws IOException when it is gone
     */
    Space space(boolean colours) throws IOException {
        Size size = asked(terminal::getSize);
        return new Space(size.getColumns(), size.getRows(), colours);
    }

    /** Draws lines that fit, where they differ from what is there. */
    void show(List<String> lines) {
        if (lines.equals(shown)) {
            return;
        }
        print(Capability.cursor_home);
        for (int i = 0; i < lines.size(); i++) {
            // cleared before it is written: a line that fills its row leaves the cursor on its last column
            print(Capability.clr_eol);
            out.print(lines.get(i));
            out.print(i < lines.size() - 1 ? "\r\n" : "");
        }
        out.flush();
        shown = List.copyOf(lines);
    }

    /** Forgets what is there, as a terminal does whose size has changed. */
    void clear() {
        print(Capability.clear_screen);
        shown = List.of();
    }

    /**
     * The next key.
     *
     * @return empty when none came in time
     * @throws IOException when none can come any more
     */
    Optional<Character> key(Duration patience) throws IOException {
        int read = asked(terminal::reader).read(patience.toMillis());
        if (read == -1) {
            throw new IOException("the terminal is gone");
        }
        return read < 0 ? Optional.empty() : Optional.of((char) read);
    }

    /** A terminal that is closed says so with what is otherwise a defect of ours. */
    private static <T> T asked(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (IllegalStateException e) {
            throw new IOException("the terminal is gone", e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        print(Capability.cursor_normal, Capability.exit_ca_mode);
        out.flush();
        try {
            terminal.setAttributes(before);
            terminal.close();
        } catch (IOException | IOError | IllegalStateException _) {
            // jline has closed it already, on the signal that ends this process
        }
    }

    private void print(Capability... capabilities) {
        for (Capability capability : capabilities) {
            String sequence = terminal.getStringCapability(capability);
            if (sequence != null) {
                out.print(Curses.tputs(sequence));
            }
        }
    }
}
