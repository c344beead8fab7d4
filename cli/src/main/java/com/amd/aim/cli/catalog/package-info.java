/** What the catalogue knows, as tables and documents. */
@NullMarked
package com.amd.aim.cli.catalog;

import org.jspecify.annotations.NullMarked;
