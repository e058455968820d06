package org.kantor.groupware.resource;

import java.time.Instant;

/**
 * A member of a collection, without its content.
 *
 * @param id its number in the change stream; never used again after it was deleted
 * @param name the last segment of its path, as the client chose it
 * @param etag a hash of the content, without quotes: equal etags mean equal octets
 * @param size octets of the content
 * @param modseq the account's change number of its last change
 */
public record Resource(
        long id, CollectionId collection, String name, String etag, int size, long modseq, Instant modified) {}
