@NullMarked
package org.kantor.keycloak;

import org.jspecify.annotations.NullMarked;
