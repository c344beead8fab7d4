package com.amd.aim.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jline.terminal.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The screen of the live demo")
class LiveViewTest {
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private FakeTerminal terminal;
    private Attributes before;

    @BeforeEach
    void openTerminal() throws IOException {
        terminal = new FakeTerminal(80, 24);
        before = new Attributes(terminal.attributes());
    }

    @AfterEach
    void closeTerminal() throws IOException {
        terminal.close();
    }

    @Test
    @DisplayName(
            "shows what there is, what to try on '?', page by page, and the services again after the last or on any other key")
    void keys() throws Exception {
        watch(Scenes::busy);
        terminal.awaitPicture("llama-405b");
        terminal.awaitHeight(24);

        terminal.press('?');
        terminal.awaitPicture("What to try");
        int pages = Advice.of(Scenes.KUBECONFIG, new Space(80, 24, false)).pages();
        for (int page = 1; page < pages; page++) {
            terminal.press('?');
        }
        terminal.awaitPicture("./aim sandbox fault --help");
        terminal.press('?');
        terminal.awaitPicture("llama-405b");

        terminal.press('?');
        terminal.awaitPicture("What to try");
        terminal.press('b');
        terminal.awaitPicture("llama-405b");
        terminal.press('q');
        assertThat(ended()).isEqualTo("returned");
    }

    @Test
    @DisplayName("has nothing to try before the cluster is there")
    void keysAtStart() throws Exception {
        watch(Scenes::starting);
        terminal.awaitPicture("No service yet.");
        terminal.press('?');
        terminal.press('q');

        assertThat(ended()).isEqualTo("returned");
        assertThat(terminal.sent()).doesNotContain("What to try in another");
    }

    @Test
    @DisplayName("is drawn anew when the terminal becomes smaller or larger, also on a page of what to try")
    void resized() throws Exception {
        watch(Scenes::busy);
        terminal.awaitPicture("READY");
        terminal.awaitHeight(24);
        terminal.resize(40, 15);
        terminal.awaitHeight(15);
        terminal.awaitPicture("? what to try");
        assertThat(terminal.picture())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));

        terminal.press('?');
        terminal.press('?');
        terminal.press('?');
        // all three were read: on the larger screen, which has one page, another would leave it
        terminal.awaitPicture("./aim sandbox fault --help");
        terminal.awaitPicture("b back");
        terminal.resize(120, 40);
        terminal.awaitHeight(40);
        terminal.awaitPicture("What to try");
        terminal.press('q');
        assertThat(ended()).isEqualTo("returned");
    }

    @Test
    @DisplayName("gives the terminal back as it was: its modes, its cursor and what stood there")
    void givesBack() throws Exception {
        watch(Scenes::busy);
        terminal.awaitPicture("llama-405b");
        assertThat(terminal.attributes().getLocalFlag(Attributes.LocalFlag.ECHO))
                .isFalse();
        assertThat(terminal.attributes().getLocalFlag(Attributes.LocalFlag.ISIG))
                .isTrue();
        assertThat(terminal.sent()).startsWith("\u001B[?1049h").doesNotContain("\u001B[?1049l");

        over.set(true);

        assertThat(ended()).isEqualTo("returned");
        assertThat(terminal.sent()).contains("\u001B[?25l", "\u001B[?1049l");
        assertThat(terminal.attributes().getLocalFlags()).isEqualTo(before.getLocalFlags());
        assertThat(terminal.attributes().getInputFlags()).isEqualTo(before.getInputFlags());
    }

    @Test
    @DisplayName("ends when its thread is told to")
    void ends() throws Exception {
        Thread watcher = watch(Scenes::busy);
        terminal.awaitPicture("llama-405b");
        watcher.interrupt();
        assertThat(ended()).isEqualTo("java.lang.InterruptedException");
    }

    @Test
    @DisplayName("ends when the terminal is gone")
    void endsWithoutTerminal() throws Exception {
        watch(Scenes::busy);
        terminal.awaitPicture("llama-405b");
        terminal.close();
        assertThat(ended()).isEqualTo("returned");
    }

    @Test
    @DisplayName("ends when its terminal goes while nobody reads from it")
    void endsWithoutTerminalBetweenReads() throws Exception {
        watch(() -> {
            try {
                terminal.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Scenes.busy();
        });
        assertThat(ended()).isEqualTo("returned");
    }

    @Test
    @DisplayName("draws nothing where nothing has changed")
    void sparing() throws Exception {
        Scene scene = Scenes.busy();
        watch(() -> scene);
        terminal.awaitPicture("llama-405b");
        terminal.press('x');
        terminal.press('?');
        terminal.awaitPicture("What to try");
        over.set(true);
        assertThat(ended()).isEqualTo("returned");

        assertThat(terminal.sent().split("SERVICE", -1)).hasSize(2);
    }

    private Thread watch(Supplier<Scene> scenes) {
        Screen screen = terminal.screen();
        return Thread.ofPlatform().start(() -> {
            String how = "returned";
            try (screen) {
                new LiveView(screen, false, scenes).watch(over::get);
            } catch (InterruptedException | RuntimeException e) {
                how = e.toString();
            }
            end.complete(how);
        });
    }

    private String ended() throws Exception {
        return end.get(90, TimeUnit.SECONDS);
    }
}
