package org.kantor.dav;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.XmlReader;

/**
 * A request as the methods see it.
 *
 * @param base where the application is mounted, such as {@code /dav}
 * @param path after the base, still percent-encoded, beginning with a slash
 * @param headers by lower-case name; repeated headers are joined with commas
 * @param client the client's IP address
 */
public record Request(
        String method, String base, String path, Map<String, String> headers, byte[] body, String client) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** @throws org.kantor.dav.xml.MalformedXml if the body is not empty and no XML */
    public Optional<Element> xml() {
        return XmlReader.read(body);
    }
}
