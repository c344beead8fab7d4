package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final List<Long> pauses = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Retry retry = new Retry(
            TransferLimits.standard(),
            new DownloadPorts(InstantSource.system(), pause -> pauses.add(pause.toSeconds()), _ -> 0, log::add));

    private static TransientFailure failure(@Nullable Duration asked) {
        return new TransientFailure(new DownloadFailure(DownloadError.UNREACHABLE, "The hub is away."), asked);
    }

    @Test
    @DisplayName("pauses double up to the longest, and the last failure is what is said")
    void backsOff() {
        DownloadException e = catchThrowableOfType(
                DownloadException.class,
                () -> retry.<Object, RuntimeException>call(() -> {
                    throw failure(null);
                }));
        assertThat(e.failure()).isEqualTo(new DownloadFailure(DownloadError.UNREACHABLE, "The hub is away."));
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(log).first().isEqualTo("trying again in 1 s: The hub is away.");
    }

    @Test
    @DisplayName("a pause that the hub asks for is kept, within reason")
    void asked() throws DownloadException, InterruptedException {
        List<Duration> asked = new ArrayList<>(List.of(Duration.ofSeconds(5), Duration.ofDays(1)));
        String result = retry.call(() -> {
            if (asked.isEmpty()) {
                return "done";
            }
            throw failure(asked.removeFirst());
        });
        assertThat(result).isEqualTo("done");
        assertThat(pauses).containsExactly(5L, 310L);
    }

    @Test
    @DisplayName("as long as each try brings something, it goes on")
    void progress() throws DownloadException, InterruptedException {
        List<Integer> tries = new ArrayList<>();
        int result = retry.call(() -> {
            tries.add(1);
            if (tries.size() < 50) {
                throw failure(null).afterProgress();
            }
            return tries.size();
        });
        assertThat(result).isEqualTo(50);
        assertThat(pauses).containsOnly(1L);
    }
}
