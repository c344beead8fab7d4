/** Whether a catalogue is sound: what each file says, and what they say of one another. Pure. */
@NullMarked
package com.amd.aim.engine.check;

import org.jspecify.annotations.NullMarked;
