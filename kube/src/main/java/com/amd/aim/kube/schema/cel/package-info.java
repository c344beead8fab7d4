/** The expression language of validation rules: its functions, its names for fields, compiling and evaluating. */
@NullMarked
package com.amd.aim.kube.schema.cel;

import org.jspecify.annotations.NullMarked;
