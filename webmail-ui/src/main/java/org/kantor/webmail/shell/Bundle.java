package org.kantor.webmail.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Vaadin's own scripts. The page names the first of them only, which asks for the others one after another, when the server has answered; named in the page, all come at once. Addresses
 * are relative to the context root.
 *
 * @param later what the first one asks for, with what those import
 * @param components among them that which makes the components known: work that need not wait for the server
 */
record Bundle(List<String> later, Optional<String> components) {

    private static final String WEB_APPLICATION = "META-INF/VAADIN/webapp/";
    private static final String FOLDER = "VAADIN/build/";

    private static final String COMPONENTS = FOLDER + "generated-flow-imports-";

    private static final Pattern FIRST = Pattern.compile("src=\"(?:\\./)?(" + FOLDER + "indexhtml-[\\w-]+\\.js)\"");
    private static final Pattern ASKED = Pattern.compile("\\bimport\\([`'\"]\\./([\\w-]+\\.js)[`'\"]\\)");
    /** What Vite wants to be loaded with what is asked for. */
    private static final Pattern WITH = Pattern.compile("\\bm\\.f=\\[([^\\]]*)]");

    private static final Pattern NAME = Pattern.compile("\"\\./([\\w-]+\\.js)\"");

    /** @throws UncheckedIOException when there is none, with the name of what is missing */
    static Bundle read() {
        return of(text("index.html"));
    }

    private static Bundle of(String page) {
        var first = FIRST.matcher(page);
        var later = first.find() ? List.copyOf(asked(text(first.group(1)))) : List.<String>of();
        return new Bundle(
                later,
                later.stream().filter(name -> name.startsWith(COMPONENTS)).findFirst());
    }

    static Set<String> asked(String script) {
        var names = new LinkedHashSet<String>();
        Stream.concat(
                        ASKED.matcher(script).results(),
                        WITH.matcher(script)
                                .results()
                                .flatMap(list -> NAME.matcher(list.group(1)).results()))
                .forEach(name -> names.add(FOLDER + name.group(1)));
        return names;
    }

    private static String text(String name) {
        try (var file = Bundle.class.getClassLoader().getResourceAsStream(WEB_APPLICATION + name)) {
            if (file == null) {
                throw new IOException("no " + WEB_APPLICATION + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
