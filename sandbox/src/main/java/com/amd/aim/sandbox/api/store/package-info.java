/** Objects by key under one counter of versions, with the recent past kept so that watches can start from it and pages stay consistent. */
@NullMarked
package com.amd.aim.sandbox.api.store;

import org.jspecify.annotations.NullMarked;
