package org.kantor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages of the project lead to is there. */
class LinksTest {

    private static final Path CHECKOUT = Path.of(System.getProperty("kantor.checkout", "../.."));
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyLinkOfAPageLeadsToAFile() throws IOException {
        var pages = new ArrayList<>(List.of(CHECKOUT.resolve("README.md")));
        try (var files = Files.walk(CHECKOUT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        assertThat(pages).hasSizeGreaterThan(20);
        var missing = new ArrayList<String>();
        for (var page : pages) {
            var link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    missing.add(CHECKOUT.relativize(page) + ": " + link.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }
}
