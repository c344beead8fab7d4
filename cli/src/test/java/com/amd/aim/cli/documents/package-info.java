/** The documents as a program reads them: their links, and the commands that they tell people to type. */
@NullMarked
package com.amd.aim.cli.documents;

import org.jspecify.annotations.NullMarked;
