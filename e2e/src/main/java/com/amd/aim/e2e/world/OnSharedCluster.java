package com.amd.aim.e2e.world;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests on the one cluster that all of a run share, as a parameter of type {@link Cluster}. They run one class after the other, since
 * an operator of each works there; beside them runs a class that has started a cluster of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealCluster.class)
@ResourceLock("the shared cluster")
public @interface OnSharedCluster {}
