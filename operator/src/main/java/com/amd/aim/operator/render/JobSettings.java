package com.amd.aim.operator.render;

import java.net.URI;

/**
 * What a cache's Jobs are made of beside the cache.
 *
 * @param image the {@code aim} image
 * @param hub the hub that sources without an endpoint mean
 */
public record JobSettings(String image, URI hub) {}
