/** Kantor's part of Keycloak: it runs inside Keycloak, not in the suite's server. */
@NullMarked
package org.kantor.keycloak;

import org.jspecify.annotations.NullMarked;
