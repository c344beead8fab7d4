package com.amd.aim.cli.doctor;

import java.util.List;

/** Judges one side of a cluster. */
interface Check {
    List<Finding> of(Observations seen);
}
