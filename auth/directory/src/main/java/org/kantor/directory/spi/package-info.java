/** What the directory asks of whoever knows the people and their passwords; identity answers with Keycloak. */
@NullMarked
package org.kantor.directory.spi;

import org.jspecify.annotations.NullMarked;
