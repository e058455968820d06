package org.kantor.webmail.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins our ES modules into one: each becomes a function that is run once, after those that it imports from, and returns what it exports. Understood are the two forms in
 * use: {@code import { a, b } from './x.js';}, perhaps without names, and {@code export function}, {@code const} or {@code class} at the beginning of a line.
 */
final class Scripts {

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:\\{([\\w\\s,]+)\\} from )?'\\./([\\w-]+\\.js)';\\n");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(?:function|const|class) (\\w+))");
    private static final Pattern OTHER = Pattern.compile("(?m)^(?:import|export)\\b.*");

    private final Map<String, byte[]> sources;
    private final Map<String, String> joined = new LinkedHashMap<>();
    private final ArrayList<String> path = new ArrayList<>();

    private Scripts(Map<String, byte[]> sources) {
        this.sources = sources;
    }

    /**
     * @param sources by their names
     * @param main what imports all others, or what imports those
     * @throws IllegalStateException for another form, for modules that import each other in a circle and for one that is missing; with the module's name
     */
    static String joined(Map<String, byte[]> sources, String main) {
        var scripts = new Scripts(sources);
        scripts.add(main);
        return String.join("\n", scripts.joined.values());
    }

    private void add(String name) {
        if (joined.containsKey(name)) {
            return;
        }
        var octets = sources.get(name);
        if (octets == null || path.contains(name)) {
            throw new IllegalStateException(
                    (octets == null ? "no module " : "modules in a circle: " + path + ", ") + name);
        }
        path.add(name);
        var source = new String(octets, StandardCharsets.UTF_8);
        var imports = IMPORT.matcher(source).results().toList();
        imports.forEach(from -> add(from.group(2)));
        var taken = imports.stream()
                .filter(from -> from.group(1) != null)
                .map(from -> "const {" + from.group(1) + "} = " + variable(from.group(2)) + ";\n")
                .collect(Collectors.joining());
        var exports =
                EXPORT.matcher(source).results().map(export -> export.group(1)).collect(Collectors.joining(", "));
        var body = EXPORT.matcher(IMPORT.matcher(source).replaceAll("")).replaceAll("");
        OTHER.matcher(body).results().findFirst().ifPresent(line -> {
            throw new IllegalStateException(name + ": " + line.group());
        });
        joined.put(
                name,
                "// " + name + "\nconst " + variable(name) + " = (() => {\n" + taken + body + "return { " + exports
                        + " };\n})();\n");
        path.remove(name);
    }

    private static String variable(String name) {
        return "$" + name.replace(".js", "").replace('-', '_');
    }
}
