package org.kantor.webmail.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The browser's half as it is served: scripts joined into one file and style sheets into another, under an address that holds a digest of them all. So a browser
 * keeps them for good, asks for none of them twice, and never mixes those of two versions. About one megabyte in memory.
 */
@ApplicationScoped
public class Assets {

    static final String FOLDER = "/ui/";
    static final String SCRIPT = "kantor.js";
    static final String STYLE_SHEET = "kantor.css";
    static final String SPRITE = "icons.svg";

    /** Stands in the page itself. */
    static final String EARLY = "early.js";

    /** In the order in which they overrule each other. */
    private static final List<String> STYLE_SHEETS = List.of(
            "fonts.css",
            "tokens.css",
            "base.css",
            "components.css",
            "shell.css",
            "mail.css",
            "composer.css",
            "admin.css",
            "calendar.css",
            "people.css",
            "tasks.css",
            "settings.css");

    /** @param version a digest of the files */
    private record Version(Map<String, byte[]> files, String version) {}

    private volatile Version now = new Version(Map.of(), "");

    /** Reads what the web application holds; called once, when it starts. */
    void read(ServletContext context) {
        var sources = new TreeMap<String, byte[]>();
        read(context, FOLDER, sources);
        take(sources);
    }

    /** @param sources the files of the folder, by their names below it */
    void take(Map<String, byte[]> sources) {
        var files = new TreeMap<>(sources);
        files.put(SCRIPT, Scripts.joined(sources, SCRIPT).getBytes(StandardCharsets.UTF_8));
        files.put(
                STYLE_SHEET,
                STYLE_SHEETS.stream()
                        .map(name -> new String(sources.get(name), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8));
        files.put(SPRITE, IconSprite.join().getBytes(StandardCharsets.UTF_8));
        now = new Version(files, digest(files));
    }

    private static void read(ServletContext context, String folder, Map<String, byte[]> into) {
        for (var path : context.getResourcePaths(folder)) {
            if (path.endsWith("/")) {
                read(context, path, into);
                continue;
            }
            try (var file = context.getResourceAsStream(path)) {
                into.put(path.substring(FOLDER.length()), file.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String digest(Map<String, byte[]> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, octets) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(octets);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the page finds a file, relative to the context root. */
    String address(String name) {
        return AssetServlet.PREFIX.substring(1) + version() + "/" + name;
    }

    /** Changes with any of the files. */
    String version() {
        return now.version();
    }

    String text(String name) {
        return new String(file(name).orElseThrow(), StandardCharsets.UTF_8);
    }

    Optional<byte[]> file(String name) {
        return Optional.ofNullable(now.files().get(name));
    }
}
