/** Keycloak over HTTP, tokens, app passwords and what guards them. */
@NullMarked
package org.kantor.identity.internal;

import org.jspecify.annotations.NullMarked;
