package com.amd.aim.engine.detect;

import java.util.ArrayList;
import java.util.List;

/** Asks {@code rocm-smi}. Before ROCm 5.5 it knew no partitions, so it is asked again without. */
final class RocmSmi implements Detector {
    private static final String PROGRAM = "rocm-smi";
    private static final List<String> QUESTION = List.of(PROGRAM, "--showproductname", "--showmeminfo", "vram");
    private static final List<String> OF_MODES =
            List.of("--showuniqueid", "--showcomputepartition", "--showmemorypartition");

    @Override
    public GpuSource source() {
        return GpuSource.ROCM_SMI;
    }

    @Override
    public Answer look(Host host) {
        List<String> more = new ArrayList<>(QUESTION);
        more.addAll(OF_MODES);
        return switch (host.commands().run(more)) {
            case CommandRunner.Result.Absent _ -> new Answer.None(PROGRAM + " is not installed.");
            case CommandRunner.Result.Printed(String text) -> RocmSmiText.read(text);
            case CommandRunner.Result.Failed(String why) ->
                host.commands().run(QUESTION) instanceof CommandRunner.Result.Printed(String text)
                        ? RocmSmiText.read(text)
                        : new Answer.None(PROGRAM + " " + why + ".");
        };
    }
}
