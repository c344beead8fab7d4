/** What is told to users: reasons, conditions with true transition times, events. */
@NullMarked
package com.amd.aim.operator.status;

import org.jspecify.annotations.NullMarked;
