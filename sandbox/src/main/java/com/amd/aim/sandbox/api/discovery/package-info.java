/** How clients find out what the server has: groups, versions, resources and OpenAPI documents. */
@NullMarked
package com.amd.aim.sandbox.api.discovery;

import org.jspecify.annotations.NullMarked;
