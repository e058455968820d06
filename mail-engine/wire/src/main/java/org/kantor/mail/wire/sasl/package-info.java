/** What clients send in the SASL mechanisms that every mail protocol shares: PLAIN (RFC 4616) and OAUTHBEARER (RFC 7628). */
@NullMarked
package org.kantor.mail.wire.sasl;

import org.jspecify.annotations.NullMarked;
