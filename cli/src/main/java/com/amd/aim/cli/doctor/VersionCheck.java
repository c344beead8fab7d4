package com.amd.aim.cli.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether Kubernetes is new enough; the chart wants the same. */
final class VersionCheck implements Check {
    private static final String SUBJECT = "Kubernetes";
    private static final int OLDEST_MINOR = 29;
    private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,4})\\b.*");

    @Override
    public List<Finding> of(Observations seen) {
        Matcher version = VERSION.matcher(seen.version());
        return version.matches() && Integer.parseInt(version.group(1)) < OLDEST_MINOR
                ? List.of(Finding.error(
                        SUBJECT,
                        "It is %s; 1.%d or newer is needed.".formatted(seen.version(), OLDEST_MINOR),
                        "kubeadm upgrade plan"))
                : List.of(Finding.ok(SUBJECT, "It is %s.".formatted(seen.version())));
    }
}
