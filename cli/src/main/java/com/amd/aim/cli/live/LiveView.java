package com.amd.aim.cli.live;

import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Keeps a screen showing what there is to see, and listens to keys. */
final class LiveView {
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final Screen screen;
    private final boolean colours;
    private final Supplier<Scene> scenes;
    private Optional<Space> drawn = Optional.empty();
    /** 0: the services; n: the nth page of what to try. */
    private int page;

    private boolean ended;

    LiveView(Screen screen, boolean colours, Supplier<Scene> scenes) {
        this.screen = screen;
        this.colours = colours;
        this.scenes = scenes;
    }

    /** Returns when it is over, somebody wants it to end, or the terminal is gone. */
    void watch(BooleanSupplier over) throws InterruptedException {
        try {
            while (!ended && !over.getAsBoolean()) {
                Scene scene = scenes.get();
                Space space = screen.space(colours);
                show(scene, space);
                screen.key(GLANCE).ifPresent(key -> press(key, scene, space));
            }
        } catch (InterruptedIOException _) {
            throw new InterruptedException();
        } catch (IOException | IOError _) {
            // nobody is there any more to see it
        }
    }

    private void show(Scene scene, Space space) {
        if (drawn.isPresent() && !drawn.get().equals(space)) {
            screen.clear();
        }
        drawn = Optional.of(space);
        screen.show(picture(scene, space));
    }

    private List<String> picture(Scene scene, Space space) {
        return scene.kubeconfig()
                .filter(_ -> page > 0)
                .map(kubeconfig -> Advice.of(kubeconfig, space).page(page))
                .orElseGet(() -> Frame.of(scene, space));
    }

    private void press(char key, Scene scene, Space space) {
        switch (key) {
            case 'q', 'Q' -> ended = true;
            case '?', ' ' -> page = page < pages(scene, space) ? page + 1 : 0;
            default -> page = 0;
        }
    }

    private static int pages(Scene scene, Space space) {
        return scene.kubeconfig()
                .map(kubeconfig -> Advice.of(kubeconfig, space).pages())
                .orElse(0);
    }
}
