package com.amd.aim.engine.detect;

import java.util.List;

/** Asks {@code amd-smi}. A virtual machine's knows no {@code --partition}, so it is asked again without. */
final class AmdSmi implements Detector {
    private static final String PROGRAM = "amd-smi";
    private static final List<String> QUESTION =
            List.of(PROGRAM, "static", "--asic", "--vram", "--partition", "--json");
    private static final List<String> OF_A_GUEST = List.of(PROGRAM, "static", "--asic", "--vram", "--json");

    @Override
    public GpuSource source() {
        return GpuSource.AMD_SMI;
    }

    @Override
    public Answer look(Host host) {
        return switch (host.commands().run(QUESTION)) {
            case CommandRunner.Result.Absent _ -> new Answer.None(PROGRAM + " is not installed.");
            case CommandRunner.Result.Printed(String text) -> AmdSmiJson.read(text);
            case CommandRunner.Result.Failed(String why) ->
                host.commands().run(OF_A_GUEST) instanceof CommandRunner.Result.Printed(String text)
                        ? AmdSmiJson.read(text)
                        : new Answer.None(PROGRAM + " " + why + ".");
        };
    }
}
