package org.kantor.groupware.resource;

import java.util.List;

/**
 * What changed in a collection since a point (RFC 6578).
 *
 * @param changed members that are new or different, as they are now
 * @param removed names of members that are gone
 * @param next where to go on from
 * @param complete false if the limit cut the answer: asking again from {@code next} brings the rest
 */
public record Delta(List<Resource> changed, List<String> removed, SyncPoint next, boolean complete) {}
