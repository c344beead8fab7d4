package com.amd.aim.e2e.world;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests that break their cluster, need other nodes, or take so long that others should not wait: a parameter of type {@link Cluster} is
 * one for the class, and {@link Cluster#up} starts one of any kind. One class at a time, for the machine's sake.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealCluster.class)
@ResourceLock("clusters of their own")
public @interface OnOwnCluster {}
