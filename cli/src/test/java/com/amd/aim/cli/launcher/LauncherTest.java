package com.amd.aim.cli.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.cli.Tree;
import com.amd.aim.cli.launcher.FakeTree.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The launcher ./aim")
class LauncherTest {
    @TempDir
    Path folder;

    private FakeTree tree;

    @BeforeEach
    void plantTree() throws Exception {
        tree = new FakeTree(folder.toRealPath()).withMaven();
    }

    @Nested
    @DisplayName("finds Java")
    class FindsJava {
        @Test
        @DisplayName("in the usual folders, although JAVA_HOME and the java on the PATH are 17")
        void inUsualFolders() throws Exception {
            Path old = tree.writeJdk(tree.base().resolve("old"), "17.0.15");
            tree.putOnPath(old).with("JAVA_HOME", old.toString()).installJdk("temurin-25", "25.0.3");

            Run run = tree.run("version");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("java: 25.0.3");
        }

        @Test
        @DisplayName("behind the links of the PATH")
        void behindLinks() throws Exception {
            tree.putOnPath(tree.writeJdk(tree.base().resolve("somewhere/else"), "25"));

            assertThat(tree.run("version").out()).contains("java: 25\n");
        }

        @Test
        @DisplayName("in AIM_JAVA_HOME before all others, and says so when it is not a JDK 25")
        void inAimJavaHome() throws Exception {
            tree.installJdk("usual", "25.0.1");
            Path own = tree.writeJdk(tree.base().resolve("own"), "25.0.9");

            assertThat(tree.with("AIM_JAVA_HOME", own.toString()).run("version").out())
                    .contains("java: 25.0.9");

            Path wrong = tree.writeJdk(tree.base().resolve("wrong"), "21.0.1");
            Run run = tree.with("AIM_JAVA_HOME", wrong.toString()).run("version");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines()).singleElement().asString().contains("AIM_JAVA_HOME", wrong.toString());
        }

        @Test
        @DisplayName("or says in one sentence what to install")
        void orSaysWhatToInstall() throws Exception {
            tree.installJdk("jdk-24", "24.0.2");
            tree.installJdk("jdk-250", "250.0.0");

            Run run = tree.run("demo", "--once");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines()).singleElement().asString().contains("no JDK 25 found", "install");
            assertThat(tree.mavenCalls()).isEmpty();
        }
    }

    @Nested
    @DisplayName("builds")
    class Builds {
        @BeforeEach
        void installJdk() throws Exception {
            tree.installJdk("temurin-25", "25.0.3");
        }

        @Test
        @DisplayName("on first use, without a word on standard output, and not again")
        void onFirstUse() throws Exception {
            Run first = tree.run("version");
            Run second = tree.run("version");

            assertThat(first.out()).startsWith("java: ").contains("jar: first");
            assertThat(second.out()).contains("jar: first");
            assertThat(second.err()).isEmpty();
            assertThat(tree.mavenCalls()).hasSize(1);
        }

        @Test
        @DisplayName(
                "when a source's content changed, not when only its time did, and not when the change is taken back")
        void whenContentChanged() throws Exception {
            tree.run("version");
            Files.setLastModifiedTime(
                    tree.root().resolve("cli/src/main/java/Source.java"),
                    FileTime.from(Instant.now().plusSeconds(60)));
            assertThat(tree.run("version").out()).contains("jar: first");
            assertThat(tree.mavenCalls()).hasSize(1);

            assertThat(tree.writeSource("second").run("version").out()).contains("jar: second");
            assertThat(tree.writeSource("first").run("version").out()).contains("jar: first");
            assertThat(tree.mavenCalls()).hasSize(2);
        }

        @Test
        @DisplayName("when a catalogue file appears or goes")
        void whenCatalogueChanged() throws Exception {
            tree.run("version");
            Path model = Files.createDirectories(tree.root().resolve("models")).resolve("new.yaml");
            Files.writeString(model, "model_id: a/b\n");
            tree.run("version");
            assertThat(tree.mavenCalls()).hasSize(2);

            Files.delete(model);
            Files.writeString(model.resolveSibling("another.yaml"), "model_id: a/c\n");
            tree.run("version");
            assertThat(tree.mavenCalls()).hasSize(3);

            Files.delete(model.resolveSibling("another.yaml"));
            Files.delete(model.getParent());
            assertThat(tree.run("version").out()).contains("jar: first");
            assertThat(tree.mavenCalls()).hasSize(3);
        }

        @Test
        @DisplayName("when a source changed whose time was set back")
        void whenTimeWasSetBack() throws Exception {
            tree.run("version");
            Path source = tree.root().resolve("cli/src/main/java/Source.java");
            FileTime before = Files.getLastModifiedTime(source);
            tree.writeSource("other");
            Files.setLastModifiedTime(source, before);

            assertThat(tree.run("version").out()).contains("jar: other");
        }

        @Test
        @DisplayName("and reads no source again while none has changed")
        void readsNothingTwice() throws Exception {
            tree.run("version");
            tree.without("cksum");

            assertThat(tree.run("version").out()).contains("jar: first");
        }

        @Test
        @DisplayName("and throws away what nobody has started for a week")
        void throwsAwayOld() throws Exception {
            tree.run("version");
            Path old = tree.installed().getFirst();
            Files.setLastModifiedTime(
                    old.resolve("started"), FileTime.from(Instant.now().minus(Duration.ofDays(9))));

            assertThat(tree.writeSource("second").run("version").out()).contains("jar: second");

            assertThat(tree.installed()).hasSize(1).doesNotContain(old);
        }

        @Test
        @DisplayName("only with Maven, and says so in one sentence; what is built runs without it")
        void onlyWithMaven() throws Exception {
            tree.run("version");
            tree.without("mvn");
            assertThat(tree.run("version").exitCode()).isZero();

            Run run = tree.writeSource("second").run("version");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines()).singleElement().asString().contains("no mvn is on the PATH", "install Maven");
        }

        @Test
        @DisplayName("and shows the log when that fails, installs nothing, and tries again next time")
        void showsFailure() throws Exception {
            Files.writeString(tree.root().resolve("maven-fails"), "COMPILATION ERROR in Source.java");
            Run run = tree.run("version");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("COMPILATION ERROR in Source.java", "the build failed");
            assertThat(tree.installed()).isEmpty();

            Files.delete(tree.root().resolve("maven-fails"));
            assertThat(tree.run("version").out()).contains("jar: first");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[ERROR] Could not create local repository at somewhere/repository",
                    "[ERROR] Could not transfer artifact info.picocli:picocli:pom:4.7.7: somewhere/repository/info/picocli/"
                            + "picocli/4.7.7/picocli-4.7.7.pom.part.lock (No such file or directory) -> [Help 1]"
                })
        @DisplayName("and says what to do where Maven may not write")
        void readOnlyHome(String complaint) throws Exception {
            Files.writeString(tree.root().resolve("maven-fails"), complaint + "\n");

            Run run = tree.run("version");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains(complaint);
            assertThat(run.err().lines().toList().getLast())
                    .startsWith("aim: Maven cannot write")
                    .endsWith("MAVEN_OPTS=-Dmaven.repo.local=FOLDER.");
        }

        @Test
        @DisplayName("anew after an interruption, of which nothing can be started and no Maven goes on")
        void anewAfterInterruption() throws Exception {
            Path hangs = Files.writeString(tree.root().resolve("maven-hangs"), "");
            Process process = tree.start(tree.root().resolve("aim"), tree.base(), "version");
            long maven = pidOfHangingMaven();

            // The handle's destroy leaves the streams open, which the process's own closes.
            process.toHandle().destroy();
            Run run = FakeTree.finish(process);

            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.err()).contains("interrupted");
            await().atMost(20, SECONDS).until(() -> ProcessHandle.of(maven).isEmpty());
            assertThat(tree.installed()).isEmpty();
            Files.delete(hangs);
            assertThat(tree.run("version").out()).contains("jar: first");
            assertThat(tree.mavenCalls()).last().asString().contains("clean package");
        }

        @Test
        @DisplayName("anew after it was killed, once the Maven it left behind has ended")
        void anewAfterKill() throws Exception {
            Path hangs = Files.writeString(tree.root().resolve("maven-hangs"), "");
            Process killed = tree.start(tree.root().resolve("aim"), tree.base(), "version");
            long maven = pidOfHangingMaven();
            killed.toHandle().destroyForcibly();
            Files.delete(hangs);

            Process next = tree.start(tree.root().resolve("aim"), tree.base(), "version");
            assertThat(next.errorReader().readLine()).contains("another aim is building");
            ProcessHandle.of(maven).ifPresent(ProcessHandle::destroy);

            assertThat(FakeTree.finish(next).out()).contains("jar: first");
            assertThat(tree.mavenCalls()).last().asString().contains("clean package");
        }

        @Test
        @DisplayName("once, when two are started at the same time")
        void onceForTwo() throws Exception {
            assertTwoStartsBuildOnce();
        }

        private void assertTwoStartsBuildOnce() throws Exception {
            Process one = tree.start(tree.root().resolve("aim"), tree.base(), "version");
            Process two = tree.start(tree.root().resolve("aim"), tree.base(), "version");

            assertThat(FakeTree.finish(one).out()).contains("jar: first");
            assertThat(FakeTree.finish(two).out()).contains("jar: first");
            assertThat(tree.mavenCalls()).hasSize(1);
        }

        @Test
        @DisplayName("once for two also where there is no flock, as on macOS")
        void onceForTwoWithoutFlock() throws Exception {
            tree.without("flock");
            assertTwoStartsBuildOnce();
        }

        @Test
        @DisplayName("nowhere else: a place it cannot write to is named")
        void namesUnwritablePlace() throws Exception {
            Files.writeString(tree.root().resolve(".aim"), "in the way");

            Run run = tree.run("version");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().lines()).singleElement().asString().contains("cannot write to", ".aim");
        }

        private long pidOfHangingMaven() throws Exception {
            Path pid = tree.root().resolve("maven.pid");
            await().atMost(20, SECONDS).until(() -> Files.exists(pid) && Files.size(pid) > 1);
            return Long.parseLong(Files.readString(pid).strip());
        }
    }

    @Nested
    @DisplayName("records runs")
    class Records {
        @BeforeEach
        void installJdk() throws Exception {
            tree.installJdk("temurin-25", "25.0.3");
        }

        @Test
        @DisplayName("once for a build, and starts with the recording of a run that loads about as much")
        void once() throws Exception {
            assertThat(tree.run("version").err()).contains("recording what commands load");

            Run demo = tree.run("demo", "--once");

            assertThat(demo.err()).isEmpty();
            assertThat(demo.out()).contains("argument: -XX:AOTCache=", "java-25.0.3-demo.aot");
            assertThat(tree.run("explain", "a/b").out()).contains("java-25.0.3-generate.aot");
            assertThat(tree.run("version").out()).contains("java-25.0.3-version.aot");
        }

        @Test
        @DisplayName("for each JDK")
        void forEachJdk() throws Exception {
            tree.run("version");
            Path other = tree.writeJdk(tree.base().resolve("other"), "25.0.9");

            Run run = tree.with("AIM_JAVA_HOME", other.toString()).run("demo");

            assertThat(run.err()).contains("recording what commands load");
            assertThat(run.out()).contains("java-25.0.9-demo.aot");
            assertThat(tree.mavenCalls()).hasSize(1);
        }

        @Test
        @DisplayName("and goes without, and without trying again, where none can be made")
        void goesWithout() throws Exception {
            tree.with("RECORDING_FAILS", "yes");

            Run first = tree.run("demo");
            Run second = tree.run("demo");

            assertThat(first.exitCode()).isZero();
            assertThat(first.out()).contains("jar: first").doesNotContain("AOTCache");
            assertThat(second.err()).isEmpty();
        }
    }

    @Nested
    @DisplayName("becomes Java")
    class BecomesJava {
        @BeforeEach
        void installJdk() throws Exception {
            tree.installJdk("temurin-25", "25.0.3");
        }

        @Test
        @DisplayName("with the arguments as they were typed, in the same process, with its exit code")
        void sameProcess() throws Exception {
            tree.run("version");
            Run run = tree.with("JAVA_EXIT", "7").run("demo", "two words", "", "*");

            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(run.out()).contains("pid: " + run.pid());
            assertThat(run.out()).endsWith("argument: demo\nargument: two words\nargument: \nargument: *\n");
        }

        @Test
        @DisplayName("as one command where it is called by that command's name, which the tree has a link for")
        void byName() throws Exception {
            Path link = tree.root().resolve("aim-generate");
            Files.createSymbolicLink(link, Path.of("aim"));

            Run run = tree.runAs(link, tree.base(), "--port", "1");

            assertThat(run.out()).endsWith("argument: generate\nargument: --port\nargument: 1\n");
            assertThat(Tree.root().resolve("aim-generate")).isSymbolicLink();
        }

        @Test
        @DisplayName("from any folder, also through links")
        void throughLinks() throws Exception {
            Path links = Files.createDirectories(tree.base().resolve("links"));
            Files.createSymbolicLink(links.resolve("one"), Path.of("../a tree/aim"));
            Files.createSymbolicLink(links.resolve("two"), links.resolve("one"));

            Run run = tree.runAs(links.resolve("two"), links, "version");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("jar: first");
            assertThat(links.resolve(".aim")).doesNotExist();
        }
    }
}
