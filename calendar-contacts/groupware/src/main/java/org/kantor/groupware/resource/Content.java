package org.kantor.groupware.resource;

import java.nio.charset.StandardCharsets;

/**
 * A resource with the octets that were stored, exactly as they came.
 *
 * @param octets UTF-8; not copied, so nobody writes to it
 */
public record Content(Resource resource, byte[] octets) {
    public String text() {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
