/** The Helm chart, through Helm itself: that it lints, what it renders, and that it grants what the operator needs and no more. */
@NullMarked
package com.amd.aim.cli.chart;

import org.jspecify.annotations.NullMarked;
