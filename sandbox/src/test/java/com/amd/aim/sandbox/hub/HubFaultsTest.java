package com.amd.aim.sandbox.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HubFaultsTest {
    @Test
    @DisplayName("a hub that is slow for a while has its usual pace again when that is over")
    void pace() {
        HubFaults faults = new HubFaults();
        assertThat(rate(faults)).isZero();

        faults.pace(100);
        assertThat(rate(faults)).isEqualTo(100);
        faults.slow(5);
        assertThat(rate(faults)).isEqualTo(5);
        faults.clear();
        assertThat(rate(faults)).isEqualTo(100);
    }

    private static long rate(HubFaults faults) {
        return faults.body("file", 1000).bytesPerSecond();
    }
}
