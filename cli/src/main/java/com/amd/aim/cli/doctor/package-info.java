/** Whether a cluster is ready to serve models. What is seen is one value; each check is a function of it. */
@NullMarked
package com.amd.aim.cli.doctor;

import org.jspecify.annotations.NullMarked;
