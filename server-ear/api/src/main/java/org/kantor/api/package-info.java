/** What the suite answers to programs over HTTP: health, administration, events from Keycloak. */
@NullMarked
package org.kantor.api;

import org.jspecify.annotations.NullMarked;
