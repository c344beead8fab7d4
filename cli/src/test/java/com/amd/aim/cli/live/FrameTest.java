package com.amd.aim.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.cli.Tree;
import com.amd.aim.cli.text.Paint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The picture of the live demo")
class FrameTest {
    private static final Path GOLDEN = Tree.root().resolve("cli/src/test/resources/live");

    @ParameterizedTest
    @CsvSource({"40,20", "40,50", "80,10", "80,24", "80,50", "120,24", "120,40"})
    @DisplayName("is what was reviewed at each size (-Dupdate-golden takes a change over)")
    void golden(int width, int height) throws IOException {
        Space space = new Space(width, height, false);
        assertGolden("busy-%dx%d.txt".formatted(width, height), Frame.of(Scenes.busy(), space));
    }

    @ParameterizedTest
    @CsvSource({"40,20", "80,24"})
    @DisplayName("of what to try is what was reviewed, page by page")
    void goldenAdvice(int width, int height) throws IOException {
        Advice advice = Advice.of(Scenes.KUBECONFIG, new Space(width, height, false));
        for (int page = 1; page <= advice.pages(); page++) {
            assertGolden("advice-%dx%d-%d.txt".formatted(width, height, page), advice.page(page));
        }
        assertThat(GOLDEN.resolve("advice-%dx%d-%d.txt".formatted(width, height, advice.pages() + 1)))
                .doesNotExist();
        assertThat(advice.page(advice.pages() + 1)).isEqualTo(advice.page(advice.pages()));
    }

    @Test
    @DisplayName("fits whatever size the terminal has, and leaves nothing in it that a terminal would obey")
    void fits() {
        for (Scene scene : List.of(Scenes.starting(), Scenes.busy(), Scenes.awkward())) {
            for (int width = 1; width <= 130; width++) {
                for (int height = 1; height <= 45; height += width % 10 == 0 ? 1 : 11) {
                    Space space = new Space(width, height, true);
                    assertFits(Frame.of(scene, space), space);
                    if (scene.kubeconfig().isPresent()) {
                        Advice advice = Advice.of(scene.kubeconfig().get(), space);
                        for (int page = 1; page <= advice.pages(); page++) {
                            assertFits(advice.page(page), space);
                        }
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("says the same without colours")
    void colours() {
        List<String> plain = Frame.of(Scenes.busy(), new Space(80, 40, false));
        List<String> coloured = Frame.of(Scenes.busy(), new Space(80, 40, true));

        assertThat(coloured).isNotEqualTo(plain);
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001B\\[\\d*m", "")))
                .containsExactlyElementsOf(plain);
    }

    @Test
    @DisplayName("is drawn for 80 columns and 24 rows where the terminal does not know its size")
    void unknownSize() {
        assertThat(Frame.of(Scenes.busy(), new Space(0, 0, false)))
                .isEqualTo(Frame.of(Scenes.busy(), new Space(80, 24, false)));
    }

    private static void assertFits(List<String> lines, Space space) {
        assertThat(lines).as("%s", space).hasSize(space.height()).allSatisfy(line -> {
            assertThat(Paint.width(line)).as("%s: %s", space, line).isLessThanOrEqualTo(space.width());
            assertThat(line.replaceAll("\u001B\\[(0|31|32|33)m", ""))
                    .as("%s", space)
                    .doesNotContainPattern("\\p{Cntrl}");
        });
    }

    private static void assertGolden(String name, List<String> lines) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (System.getProperty("update-golden") != null) {
            Files.write(file, lines);
        }
        assertThat(Files.readAllLines(file))
                .as("%s; -Dupdate-golden writes it anew", name)
                .isEqualTo(lines);
    }
}
