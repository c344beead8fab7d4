/** The custom resources as users write and read them, and every name that other programs may rely on. */
@NullMarked
package com.amd.aim.operator.api;

import org.jspecify.annotations.NullMarked;
