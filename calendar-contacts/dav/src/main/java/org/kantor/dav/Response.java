package org.kantor.dav;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kantor.dav.xml.XmlWriter;

/** An answer: a status, headers and a body. */
public record Response(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public static Response of(int status) {
        return new Response(status, Map.of(), NOTHING);
    }

    public static Response text(int status, String sentence) {
        return new Response(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static Response xml(int status, XmlWriter body) {
        return new Response(status, Map.of("Content-Type", "application/xml; charset=utf-8"), body.octets());
    }

    public Response with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }

    public Response withoutBody() {
        return new Response(status, headers, NOTHING).with("Content-Length", Integer.toString(body.length));
    }
}
