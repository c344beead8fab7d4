package com.amd.aim.operator.plan;

/**
 * What was decided about a service.
 *
 * @param servers its servers as they were seen
 * @param standing what to tell
 * @param work what to do
 */
public record ServicePlan(ServerState servers, ServiceStanding standing, ServiceWork work) {}
