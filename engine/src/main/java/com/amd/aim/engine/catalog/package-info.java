/** The built-in knowledge: reads hardware, models, recipes and engine releases from YAML, with precise errors. */
@NullMarked
package com.amd.aim.engine.catalog;

import org.jspecify.annotations.NullMarked;
