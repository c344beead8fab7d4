/** What was looked at once and found right is kept in files; a test fails when it comes out differently. */
@NullMarked
package com.amd.aim.operator.golden;

import org.jspecify.annotations.NullMarked;
