/** Who owns which field: field sets, list and map kinds, server-side apply and managed fields. */
@NullMarked
package com.amd.aim.kube.fields;

import org.jspecify.annotations.NullMarked;
