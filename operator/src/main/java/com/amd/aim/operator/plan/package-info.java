/**
 * What to do, decided from observed values alone: no client, no clock, no environment. Each decision is a sealed outcome, so that none
 * is left without an action and a text.
 */
@NullMarked
package com.amd.aim.operator.plan;

import org.jspecify.annotations.NullMarked;
