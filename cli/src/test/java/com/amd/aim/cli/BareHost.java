package com.amd.aim.cli;

import com.amd.aim.engine.detect.Access;
import com.amd.aim.engine.detect.CommandRunner;
import com.amd.aim.engine.detect.Host;
import com.amd.aim.engine.detect.HostFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine without GPUs, whatever the one has that the tests run on. */
final class BareHost implements HostFiles {
    private BareHost() {}

    static Host with(Map<String, String> environment) {
        return new Host(new BareHost(), _ -> new CommandRunner.Result.Absent(), environment);
    }

    @Override
    public Optional<String> text(String path) {
        return Optional.empty();
    }

    @Override
    public List<String> names(String path) {
        return List.of();
    }

    @Override
    public Access access(String path) {
        return Access.MISSING;
    }

    @Override
    public Optional<String> group(String path) {
        return Optional.empty();
    }
}
