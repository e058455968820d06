package org.kantor.dav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Plays a conversation written down as a file. Lines with {@code C:} are a request: its method and path, headers, an empty line, the body. Lines with {@code S:} are
 * patterns for the answer: its status, headers in any order, an empty line, and lines of the body that must come in this order, with anything between them. A line with
 * {@code !:} must not be found in the body. A named group in a pattern is a variable, used later as {@code ${name}}. {@code AS name} says who speaks, alice if nobody does.
 */
final class Transcript {

    private final Function<Request, Response> server;
    private final Map<String, String> variables = new HashMap<>();

    Transcript(Function<Request, Response> server) {
        this.server = server;
    }

    void play(String text) {
        var who = "alice";
        var request = new ArrayList<String>();
        var answer = new ArrayList<String>();
        var absent = new ArrayList<String>();
        for (var line : (text + "\nEND").lines().toList()) {
            var ends = line.startsWith("C:") || line.startsWith("AS ") || line.equals("END");
            if (ends && !answer.isEmpty()) {
                exchange(who, request, answer, absent);
                request.clear();
                answer.clear();
                absent.clear();
                who = "alice";
            }
            if (line.startsWith("AS ")) {
                who = line.substring(3).strip();
            } else if (line.startsWith("C:")) {
                request.add(rest(line));
            } else if (line.startsWith("S:")) {
                answer.add(rest(line));
            } else if (line.startsWith("!:")) {
                absent.add(rest(line));
            } else if (!line.isBlank() && !line.startsWith("#") && !line.equals("END")) {
                fail("not a line of a transcript: " + line);
            }
        }
    }

    private static String rest(String line) {
        return line.length() > 3 ? line.substring(3) : "";
    }

    private void exchange(String who, List<String> lines, List<String> expected, List<String> absent) {
        var first = filled(lines.getFirst()).split(" ", 2);
        var headers = new HashMap<String, String>();
        headers.put("host", "localhost:8080");
        if (!who.equals("nobody")) {
            headers.put(
                    "authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((who + ":" + who + "-secret").getBytes(StandardCharsets.UTF_8)));
        }
        var i = 1;
        for (; i < lines.size() && !lines.get(i).isEmpty(); i++) {
            var header = filled(lines.get(i)).split(": ?", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        var body = i < lines.size() ? filled(String.join("\r\n", lines.subList(i + 1, lines.size()))) + "\r\n" : "";
        var request = new Request(
                first[0],
                "/dav",
                first[1].substring("/dav".length()),
                headers,
                body.strip().getBytes(StandardCharsets.UTF_8),
                "127.0.0.1");
        check(String.join("\n", lines), server.apply(request), expected, absent);
    }

    private String filled(String text) {
        for (var variable : variables.entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return text;
    }

    private void check(String asked, Response response, List<String> expected, List<String> absent) {
        var body = new String(response.body(), StandardCharsets.UTF_8)
                .replace("&#13;", "")
                .replace("\r", "");
        var all = asked + "\n=> " + response.status() + " " + response.headers() + "\n" + body;
        assertThat(response.status() + "").as(all).isEqualTo(expected.getFirst());
        var i = 1;
        for (; i < expected.size() && !expected.get(i).isEmpty(); i++) {
            var header = expected.get(i).split(": ?", 2);
            assertThat(response.headers().getOrDefault(header[0], ""))
                    .as(all)
                    .matches(value -> matches(header[1], value));
        }
        var from = 0;
        for (i++; i < expected.size(); i++) {
            var pattern = Pattern.compile(filled(expected.get(i)));
            var match = pattern.matcher(body);
            assertThat(match.find(from))
                    .as("no /%s/ after character %d in\n%s", pattern, from, all)
                    .isTrue();
            pattern.namedGroups().keySet().forEach(name -> variables.put(name, match.group(name)));
            from = match.end();
        }
        for (var pattern : absent) {
            assertThat(Pattern.compile(filled(pattern)).matcher(body).find())
                    .as("/%s/ in\n%s", pattern, all)
                    .isFalse();
        }
    }

    private boolean matches(String pattern, String value) {
        var match = Pattern.compile(filled(pattern)).matcher(value);
        if (!match.matches()) {
            return false;
        }
        match.namedGroups().keySet().forEach(name -> variables.put(name, match.group(name)));
        return true;
    }
}
