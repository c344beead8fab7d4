package com.amd.aim.cli.doctor;

import com.amd.aim.engine.detect.Access;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.Host;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether this user can open the devices that an engine opens. */
final class DeviceCheck implements HostCheck {
    private static final String SUBJECT = "Devices";

    @Override
    public List<Finding> of(Host host, Detection gpus) {
        return switch (gpus) {
            case Detection.NoDevices barred ->
                List.of(Finding.error(SUBJECT, barred.message(), barred.remedy().orElseThrow()));
            case Detection.NoPermission barred ->
                List.of(Finding.error(SUBJECT, barred.message(), barred.remedy().orElseThrow()));
            case Detection.Found _ -> List.of(opened(host));
            case Detection.NoGpu _, Detection.NoDriver _ -> List.of();
        };
    }

    private static Finding opened(Host host) {
        Map<Access, List<String>> renders = host.files().names("/dev/dri").stream()
                .filter(name -> name.startsWith("renderD"))
                .map(name -> "/dev/dri/" + name)
                .collect(Collectors.groupingBy(host.files()::access, TreeMap::new, Collectors.toList()));
        List<String> open = renders.getOrDefault(Access.OPEN, List.of());
        List<String> denied = renders.getOrDefault(Access.DENIED, List.of());
        String said = "/dev/kfd and %s can be opened".formatted(Count.of(open.size(), "render device"));
        return denied.isEmpty()
                ? Finding.ok(SUBJECT, said + ".")
                : Finding.warning(
                        SUBJECT, "%s; not %s.".formatted(said, Count.names(denied)), "ls -l " + denied.getFirst());
    }
}
