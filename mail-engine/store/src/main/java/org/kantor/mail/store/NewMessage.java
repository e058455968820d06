package org.kantor.mail.store;

import java.time.Instant;
import java.util.Set;
import org.kantor.mail.wire.mime.ParsedMessage;

/** A message to be stored: its octets exactly as they will be served (lines end with CRLF where the sender's did), and what the parser made of them. */
public record NewMessage(byte[] content, ParsedMessage parsed, int flags, Set<String> keywords, Instant internalDate) {}
