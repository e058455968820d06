package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IconSpriteTest {

    private static final Pattern NAMED =
            Pattern.compile("new Icon(?:Button)?\\(\\s*\"([a-z0-9-]+)\"|icon\\('([a-z0-9-]+)'");

    @Test
    void everyIconThatTheViewsNameIsInTheSprite() throws IOException {
        var sprite = IconSprite.join();
        var missing = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main"))) {
            for (var source : sources.filter(path -> path.toString().matches(".*\\.(java|js)"))
                    .toList()) {
                var names = NAMED.matcher(Files.readString(source));
                while (names.find()) {
                    var name = names.group(1) == null ? names.group(2) : names.group(1);
                    if (!sprite.contains("id=\"" + name + "\"")) {
                        missing.add(name);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aSymbolHasTheDrawingWithoutItsFrame() {
        assertThat(IconSprite.join()).contains("<symbol id=\"archive\" viewBox=\"0 0 24 24\"><rect");
    }
}
