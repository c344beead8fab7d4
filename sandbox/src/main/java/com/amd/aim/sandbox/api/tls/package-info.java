/** A certificate for the server's own address, made at start, so that tools which send tokens over TLS only can be used. */
@NullMarked
package com.amd.aim.sandbox.api.tls;

import org.jspecify.annotations.NullMarked;
