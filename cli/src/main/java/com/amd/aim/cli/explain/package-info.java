/** Why a recipe is chosen, in words and for programs. */
@NullMarked
package com.amd.aim.cli.explain;

import org.jspecify.annotations.NullMarked;
