package com.amd.aim.engine.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * What is on the PCI bus, driver or no driver.
 *
 * @param told whether the bus could be looked at
 * @param amd device ids of AMD's GPUs
 * @param nvidia how many there are of another maker, which nothing here serves
 */
record PciGpus(boolean told, List<String> amd, int nvidia) {
    private static final String DEVICES = "/sys/bus/pci/devices";
    private static final String AMD = "0x1002";
    private static final String NVIDIA = "0x10de";
    private static final String DISPLAY = "0x03";
    private static final String ACCELERATOR = "0x12";

    PciGpus {
        amd = List.copyOf(amd);
    }

    static PciGpus of(HostFiles files) {
        List<String> amd = new ArrayList<>();
        int nvidia = 0;
        List<String> devices = files.names(DEVICES);
        for (String device : devices) {
            String kind = attribute(files, device, "class");
            if (kind.startsWith(DISPLAY) || kind.startsWith(ACCELERATOR)) {
                switch (attribute(files, device, "vendor")) {
                    case AMD -> amd.add(attribute(files, device, "device"));
                    case NVIDIA -> nvidia++;
                    default -> {}
                }
            }
        }
        return new PciGpus(!devices.isEmpty(), amd, nvidia);
    }

    private static String attribute(HostFiles files, String device, String name) {
        return files.text(DEVICES + "/" + device + "/" + name)
                .map(String::strip)
                .orElse("");
    }
}
