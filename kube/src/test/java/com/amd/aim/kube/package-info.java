/** The tests of this module are tables: YAML lists of cases beside the classes that run them. */
@NullMarked
package com.amd.aim.kube;

import org.jspecify.annotations.NullMarked;
