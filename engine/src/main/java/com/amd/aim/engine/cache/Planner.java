package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Finds out what a download would bring and whether it may: asks the hub, writes nothing. */
public final class Planner {
    private final Hub hub;

    public Planner(Hub hub) {
        this.hub = hub;
    }

    /**
     * Plans a download.
     *
     * @param source the repository and the requested revision
     * @param patterns which files
     * @param commit the commit that an earlier plan found for the revision; null asks what it stands for now
     * @throws DownloadException with the reason
     */
    public Plan plan(HubSource source, FilePatterns patterns, @Nullable String commit)
            throws DownloadException, InterruptedException {
        HubSource asked = commit == null ? source : new HubSource(source.repository(), commit);
        Plan plan = Plan.of(source, hub.info(asked), patterns);
        if (commit != null && !plan.commit().equals(commit)) {
            throw new DownloadException(
                    DownloadError.INTERNAL,
                    "The hub answers with commit %s of %s when asked for %s: check that the endpoint speaks the Hugging Face API."
                            .formatted(plan.commit(), source.repository(), commit));
        }
        hub.checkAccess(source, plan.commit(), probe(plan));
        return plan;
    }

    /** The model's configuration, which every repository of an engine's has, else the smallest file. */
    private static HubFile probe(Plan plan) {
        return plan.files().stream()
                .filter(file -> file.path().equals("config.json"))
                .findFirst()
                .or(() -> plan.files().stream().min(Comparator.comparingLong(HubFile::size)))
                .orElseThrow();
    }
}
