package org.kantor.webmail.shell;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One SVG of all icons in use, each a symbol under its Lucide name, joined from the Lucide web jar when first asked for. {@code icons.txt} names them;
 * a name that Lucide does not have fails the first request, and the test that reads them all.
 */
@WebServlet(urlPatterns = "/ui/icons.svg", loadOnStartup = 1)
public class IconSprite extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String LUCIDE = "lucide/";

    private transient byte @Nullable [] sprite;
    private @Nullable String tag;

    @Override
    public void init() {
        sprite = join().getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(sprite);
        tag = "\"" + HexFormat.of().toHexDigits(crc.getValue()) + "\"";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", tag);
        if (tag != null && tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("image/svg+xml");
        if (sprite != null) {
            response.setContentLength(sprite.length);
            response.getOutputStream().write(sprite);
        }
    }

    static String join() {
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
        for (var name : read(IconSprite.class.getResourceAsStream("icons.txt"), "icons.txt")
                .split("\\s+")) {
            var icon = read(IconSprite.class.getClassLoader().getResourceAsStream(LUCIDE + name + ".svg"), name);
            var from = icon.indexOf('>', icon.indexOf("<svg")) + 1;
            svg.append("<symbol id=\"")
                    .append(name)
                    .append("\" viewBox=\"0 0 24 24\">")
                    .append(icon.substring(from, icon.lastIndexOf("</svg>")).replaceAll("\\s*\n\\s*", ""))
                    .append("</symbol>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private static String read(@Nullable InputStream from, String name) {
        if (from == null) {
            throw new IllegalStateException("no icon " + name);
        }
        try (from) {
            return new String(from.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
