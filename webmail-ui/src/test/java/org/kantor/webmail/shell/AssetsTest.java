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

    /** Of docs/design-language.md: names with values, those that have two a light one and a dark one. */
    private static final String DESIGN = """
            --k-brand: #0a6179; --k-on-accent: light-dark(#ffffff, #08161b);
            --k-canvas: light-dark(#edf1f2, #0c1113); --k-surface: light-dark(#ffffff, #14191c); --k-sunken: light-dark(#f5f7f8, #101517);
            --k-raised: light-dark(#ffffff, #1b2226); --k-hover: light-dark(#eff3f4, #1c2327); --k-chip: light-dark(#eaeff1, #283136);
            --k-text: light-dark(#142024, #e4eaec); --k-text-2: light-dark(#46565d, #aab6bb); --k-text-3: light-dark(#5c6b72, #8b999f);
            --k-line: light-dark(#e2e8ea, #242c31); --k-line-2: light-dark(#d0d9dc, #313b41); --k-line-control: light-dark(#7f8d94, #66757c);
            --k-ok: light-dark(#1b6e3c, #7fd4a0); --k-warn: light-dark(#8a5300, #f0be6a); --k-danger: light-dark(#b3261e, #ff9a90); --k-flag: light-dark(#b25e00, #f0a84a);
            --k-h-teal: 205; --k-h-green: 150; --k-h-lime: 115; --k-h-amber: 75; --k-h-red: 25; --k-h-pink: 350; --k-h-violet: 300; --k-h-blue: 255;
            --k-fs-11: 0.6875rem; --k-fs-12: 0.75rem; --k-fs-13: 0.8125rem; --k-fs-14: 0.875rem; --k-fs-15: 0.9375rem; --k-fs-18: 1.125rem; --k-fs-22: 1.375rem; --k-fs-28: 1.75rem;
            --k-lh-12: 1rem; --k-lh-13: 1.25rem; --k-lh-15: 1.5rem; --k-lh-18: 1.5rem; --k-lh-22: 1.75rem; --k-lh-28: 2.25rem;
            --k-w-regular: 400; --k-w-medium: 500; --k-w-semi: 600;
            --k-1: 2px; --k-2: 4px; --k-3: 6px; --k-4: 8px; --k-5: 12px; --k-6: 16px; --k-7: 20px; --k-8: 24px; --k-9: 32px; --k-10: 40px; --k-11: 56px;
            --k-r-xs: 4px; --k-r-s: 6px; --k-r-m: 8px; --k-r-l: 12px; --k-r-full: 999px;
            --k-ring-w: 2px; --k-t-fast: 90ms; --k-t: 160ms; --k-t-slow: 220ms; --k-ease: cubic-bezier(0.2, 0, 0, 1);
            --k-control: 34px; --k-row-mail: 78px; --k-row-line: 44px; --k-row-grid: 44px; --k-row-nav: 32px; --k-avatar: 34px; --k-hour: 48px;
            --k-rail: 68px; --k-nav: 220px; --k-list: 424px; --k-reader-max: 780px;""";

    private static final String COMPACT =
            "--k-control: 28px; --k-row-mail: 54px; --k-row-line: 34px; --k-row-grid: 34px; --k-row-nav: 28px; --k-avatar: 24px; --k-hour: 40px;";

    private static final String FINGER =
            "--k-control: 44px; --k-row-nav: 44px; --k-row-line: 56px; --k-row-grid: 52px; --k-row-mail: 84px;";

    private static Set<String> declarations(String css) {
        return found("(--k-[\\w-]+:[^;]+;)", css.replaceAll("\\s+", " "));
    }

    /** What stands in the braces after that. */
    private static Set<String> declarationsAfter(String selector, String css) {
        var begins = css.indexOf('{', css.indexOf(selector));
        return declarations(css.substring(begins, css.indexOf('}', begins)));
    }

    @Test
    void theTokensHaveTheValuesOfTheDesign() throws IOException {
        var tokens = Files.readString(FOLDER.resolve("tokens.css")).replaceAll("(?s)/\\*.*?\\*/", "");
        assertThat(declarationsAfter(":root", tokens)).containsAll(declarations(DESIGN));
        assertThat(declarationsAfter("[data-density=\"compact\"]", tokens)).containsAll(declarations(COMPACT));
        assertThat(declarationsAfter(":root, [data-density]", tokens)).containsAll(declarations(FINGER));
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
