/** What the doctor says of clusters. */
@NullMarked
package com.amd.aim.cli.doctor;

import org.jspecify.annotations.NullMarked;
