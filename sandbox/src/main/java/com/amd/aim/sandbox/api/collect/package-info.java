/** What a cluster does to its objects by itself: collecting what lost its owner, emptying namespaces, establishing definitions. */
@NullMarked
package com.amd.aim.sandbox.api.collect;

import org.jspecify.annotations.NullMarked;
