package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The shape of the code")
class ShapeTest {
    private static final int CLASS_LINES = 250;
    /** 30 as one would write them; the formatter breaks some in two. */
    private static final int METHOD_LINES = 35;

    private static final List<String> MODULES = List.of("engine", "kube", "operator", "sandbox", "cli");

    @Test
    @DisplayName("no class has more than 250 lines and no method more than 35: what is larger holds two ideas")
    void staysSmall() throws IOException {
        List<String> large = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources("main")));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Measure(positions, unit, large).scan(unit, null);
            }
        }
        assertThat(large).isEmpty();
    }

    @Test
    @DisplayName("no test sleeps: it waits for what it expects")
    void noTestSleeps() throws IOException {
        String sleep = "Thread." + "sleep(";
        assertThat(sources("test"))
                .noneSatisfy(file -> assertThat(file).content().contains(sleep));
    }

    private static List<Path> sources(String kind) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            Path folder =
                    Tree.root().resolve(module).resolve("src").resolve(kind).resolve("java");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    /** Collects what is too long, from the first line of a declaration to its closing brace; documentation does not count. */
    private static final class Measure extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final SourcePositions positions;
        private final CompilationUnitTree unit;
        private final List<String> large;

        Measure(SourcePositions positions, CompilationUnitTree unit, List<String> large) {
            this.positions = positions;
            this.unit = unit;
            this.large = large;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            // a record of values may have many components, each with its annotations
            if (type.getKind() != Kind.RECORD) {
                check(type, type.getSimpleName().toString(), CLASS_LINES);
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            check(method, method.getName().toString(), METHOD_LINES);
            return super.visitMethod(method, null);
        }

        private void check(com.sun.source.tree.Tree tree, String name, int limit) {
            long from = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            long to = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
            if (to - from + 1 > limit) {
                String file = Tree.root()
                        .relativize(Path.of(unit.getSourceFile().toUri()))
                        .toString();
                large.add("%s:%d %s has %d lines, more than %d".formatted(file, from, name, to - from + 1, limit));
            }
        }
    }
}
