package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssetsTest {

    private static final Path FOLDER = Path.of("src/main/webapp/ui");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path LOG_IN = Path.of("../deploy/keycloak/src/main/resources/theme");

    private static Map<String, byte[]> sources() throws IOException {
        var sources = new TreeMap<String, byte[]>();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.toList()) {
                sources.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return sources;
    }

    private static Assets assets(Map<String, byte[]> sources) {
        var assets = new Assets();
        assets.take(sources);
        return assets;
    }

    private static String text(Assets assets, String name) {
        return new String(assets.file(name).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void everyScriptAndEveryStyleSheetIsInTheJoinedOnes() throws IOException {
        var sources = sources();
        var assets = assets(sources);
        var script = text(assets, Assets.SCRIPT);
        var sheet = text(assets, Assets.STYLE_SHEET);
        assertThat(Pattern.compile("(?m)^(import|export) ").matcher(script).find())
                .isFalse();
        sources.forEach((name, octets) -> {
            var text = new String(octets, StandardCharsets.UTF_8);
            if (name.endsWith(".js") && !name.equals(Assets.EARLY)) {
                assertThat(script).contains("// " + name + "\n");
            } else if (name.endsWith(".css")) {
                assertThat(sheet).contains(text);
            }
        });
    }

    @Test
    void theAddressChangesWithAnyFile() throws IOException {
        var sources = new HashMap<>(sources());
        var before = assets(sources);
        assertThat(assets(sources).address("x")).isEqualTo(before.address("x"));
        sources.put("favicon.svg", "<svg/>".getBytes(StandardCharsets.UTF_8));
        assertThat(assets(sources).address("x")).isNotEqualTo(before.address("x"));
    }

    private static String everything(String ending, Path... folders) throws IOException {
        var text = new StringBuilder();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                for (var file :
                        files.filter(one -> one.toString().endsWith(ending)).toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    private static final Pattern COMMENTS_AND_LITERALS = Pattern.compile(
            "//[^\n]*|(?s:/\\*.*?\\*/)|((?s:\"\"\".*?\"\"\")|`(?:[^`\\\\]++|(?s:\\\\.))*+`|\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]++|\\\\.)*+')");

    /** What stands in quotation marks, and not in a comment. */
    private static String literals(String source) {
        return COMMENTS_AND_LITERALS
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Vaadin's own classes begin with v-, and those of hues are put together from their names. What is for the gallery alone begins with its sheet. */
    @Test
    void everyClassThatAStyleSheetNamesIsAWordOfALiteral() throws IOException {
        var sheets = everything(".css", FOLDER).replaceAll("(?s)/\\*.*?\\*/", "");
        var selectors = String.join("\n", found("([^{}]+)\\{", sheets))
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("(?m)\\.sheet\\b.*", "");
        var words = found("([A-Za-z][\\w-]*)", literals(everything(".java", SOURCES) + everything(".js", FOLDER)));
        assertThat(found("\\.([A-Za-z][\\w-]*)", selectors))
                .hasSizeGreaterThan(300)
                .allMatch(name -> name.matches("[vh]-.*") || words.contains(name));
    }

    /** Of the scale of spaces not every one needs to be taken. */
    @Test
    void everyTokenIsUsed() throws IOException {
        var used = found(
                "var\\((--k-[\\w-]+)",
                everything(".css", FOLDER, LOG_IN) + everything(".js", FOLDER) + everything(".java", SOURCES));
        assertThat(found("(--k-[\\w-]+)\\s*:", Files.readString(FOLDER.resolve("tokens.css"))))
                .hasSizeGreaterThan(50)
                .allMatch(name -> name.matches("--k-\\d+") || used.contains(name));
    }

    private static String joined(String... namesAndSources) {
        var sources = new HashMap<String, byte[]>();
        for (var i = 0; i < namesAndSources.length; i += 2) {
            sources.put(namesAndSources[i], namesAndSources[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return Scripts.joined(sources, namesAndSources[0]);
    }

    @Test
    void aModuleRunsOnceAndAfterWhatItImports() {
        assertThat(joined(
                        "a.js",
                        "import './b.js';\nimport { one,\n  two } from './my-c.js';\none(two);\n",
                        "b.js",
                        "import { one } from './my-c.js';\none(1);\n",
                        "my-c.js",
                        "export function one() {}\nexport const two = 2;\nconst three = 3;\n"))
                .isEqualToIgnoringWhitespace("""
                        // my-c.js
                        const $my_c = (() => { function one() {} const two = 2; const three = 3; return { one, two }; })();
                        // b.js
                        const $b = (() => { const { one } = $my_c; one(1); return { }; })();
                        // a.js
                        const $a = (() => { const { one, two } = $my_c; one(two); return { }; })();
                        """);
    }

    @Test
    void whatCannotBeJoinedIsNamed() {
        assertThatThrownBy(() -> joined("a.js", "import b from './b.js';\n")).hasMessageContaining("a.js: import b");
        assertThatThrownBy(() -> joined("a.js", "export default 1;\n")).hasMessageContaining("a.js: export default");
        assertThatThrownBy(() -> joined("a.js", "import './b.js';\n")).hasMessageContaining("no module b.js");
        assertThatThrownBy(() -> joined("a.js", "import './b.js';\n", "b.js", "import './a.js';\n"))
                .hasMessageContaining("circle");
    }
}
