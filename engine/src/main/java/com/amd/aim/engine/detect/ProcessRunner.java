package com.amd.aim.engine.detect;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Runs programs as processes of this machine; none outlives its time, and none fills the memory. */
public final class ProcessRunner implements CommandRunner {
    private static final int MOST_BYTES = 8 << 20;
    private static final int LONGEST_COMPLAINT = 160;
    private static final File NOTHING = new File("/dev/null");

    private final List<Path> folders;
    private final Duration limit;

    /**
     * Looks for programs in the folders of {@code PATH}, then in that of ROCm, which packages do not add to it.
     *
     * @param limit how long one program may run
     */
    public ProcessRunner(Map<String, String> environment, Duration limit) {
        List<Path> found = new ArrayList<>(Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(environment.getOrDefault("PATH", ""))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList());
        found.add(Path.of(environment.getOrDefault("ROCM_PATH", "/opt/rocm"), "bin"));
        this.folders = List.copyOf(found);
        this.limit = limit;
    }

    @Override
    public Result run(List<String> command) {
        Optional<Path> program = folders.stream()
                .map(folder -> folder.resolve(command.getFirst()))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return new Result.Absent();
        }
        List<String> line = new ArrayList<>(command);
        line.set(0, program.get().toString());
        try {
            return finish(new ProcessBuilder(line).redirectInput(NOTHING).start());
        } catch (IOException e) {
            return new Result.Failed("cannot be started: " + e.getMessage());
        }
    }

    private Result finish(Process process) {
        CompletableFuture<byte[]> printed = reading(process.getInputStream());
        CompletableFuture<byte[]> complaints = reading(process.getErrorStream());
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Result.Failed("does not end within %d s".formatted(limit.toSeconds()));
            }
            // what it started may hold its output open
            byte[] text = printed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            byte[] complaint = complaints.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return judge(process.exitValue(), text, complaint);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Result.Failed("was interrupted");
        } catch (ExecutionException | CompletionException | TimeoutException _) {
            return new Result.Failed("does not end its output");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<byte[]> reading(InputStream stream) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                byte[] kept = stream.readNBytes(MOST_BYTES);
                stream.transferTo(OutputStream.nullOutputStream());
                read.complete(kept);
            } catch (IOException e) {
                read.completeExceptionally(new UncheckedIOException(e));
            }
        });
        return read;
    }

    private static Result judge(int status, byte[] text, byte[] complaint) {
        String printed = new String(text, StandardCharsets.UTF_8);
        if (status == 0) {
            return new Result.Printed(printed);
        }
        String said = new String(complaint, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (_, last) -> last);
        String why = "ends with status " + status;
        return new Result.Failed(
                said.isEmpty() ? why : why + ": " + said.substring(0, Math.min(said.length(), LONGEST_COMPLAINT)));
    }
}
