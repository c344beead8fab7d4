/** Objects as rows: the columns that {@code kubectl get} shows of each kind. */
@NullMarked
package com.amd.aim.sandbox.api.tables;

import org.jspecify.annotations.NullMarked;
