/** What a GPU is: memory, generation, number formats, the names it goes by, and how node labels tell it. */
@NullMarked
package com.amd.aim.engine.hardware;

import org.jspecify.annotations.NullMarked;
