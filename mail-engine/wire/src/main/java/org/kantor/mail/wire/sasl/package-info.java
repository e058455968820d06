/**
 * What clients and servers say in the SASL mechanisms that every mail protocol shares: PLAIN (RFC 4616), OAUTHBEARER (RFC 7628), XOAUTH2 and SCRAM (RFC 5802,
 * RFC 7677).
 */
@NullMarked
package org.kantor.mail.wire.sasl;

import org.jspecify.annotations.NullMarked;
