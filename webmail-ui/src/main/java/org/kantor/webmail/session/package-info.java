/** The browser session: who is signed in through Keycloak, signing out, and ending sessions from outside. */
@NullMarked
package org.kantor.webmail.session;

import org.jspecify.annotations.NullMarked;
