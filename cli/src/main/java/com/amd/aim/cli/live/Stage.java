package com.amd.aim.cli.live;

import com.amd.aim.cli.sandbox.Fault;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The cluster of a demo, to look at whenever one likes.
 *
 * @param kubeconfig for another terminal
 * @param faults what is wrong on request
 */
public record Stage(
        Path kubeconfig,
        Supplier<List<AIMService>> services,
        Supplier<List<AIMModelCache>> caches,
        Supplier<List<Fault>> faults) {}
