package com.amd.aim.operator.plan;

import java.util.List;

/**
 * A Job to be made.
 *
 * @param number over the cache's life, from 1
 * @param tried since the series began, from 1
 * @param series what a user can change to have attempts counted anew, as it is
 * @param obsolete Jobs of the same step that nothing more is learnt from
 */
public record Attempt(int number, int tried, String series, List<String> obsolete) {}
