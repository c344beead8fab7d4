package com.amd.aim.sandbox.hub;

/**
 * A request that the hub or its storage has seen.
 *
 * @param storage whether it went to the storage that the hub redirects large files to, another origin
 * @param method the HTTP method
 * @param path the path, percent-encoded as it came
 * @param withToken whether it carried an Authorization header
 */
public record HubRequest(boolean storage, String method, String path, boolean withToken) {}
