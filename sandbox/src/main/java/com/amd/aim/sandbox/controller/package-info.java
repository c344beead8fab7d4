/**
 * The controllers every cluster has, each small and each only a client of the Kubernetes API: deployments, replica
 * sets, jobs, claims, the scheduler, endpoint slices, pods of
 * nodes that are gone.
 */
@NullMarked
package com.amd.aim.sandbox.controller;

import org.jspecify.annotations.NullMarked;
