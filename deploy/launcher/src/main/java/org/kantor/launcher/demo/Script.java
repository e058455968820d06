package org.kantor.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The conversations of a text file: {@code world.txt} says how it is written. */
record Script(List<Conversation> conversations) {

    record Conversation(String subject, List<Turn> turns) {}

    /** @param when empty in a script without times */
    record Turn(String when, String from, String to, List<String> options, String body) {}

    static Script read(String name) {
        var conversations = new ArrayList<Conversation>();
        var body = new StringBuilder();
        String[] head = {};
        for (var line : (Iterable<String>) text(name).lines()::iterator) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("== ") || line.startsWith("-- ")) {
                finish(conversations, head, body);
                head = new String[0];
                if (line.startsWith("== ")) {
                    conversations.add(new Conversation(line.substring(3), new ArrayList<>()));
                } else {
                    head = line.substring(3).split(" ?\\| ?", -1);
                }
            } else {
                body.append(line).append('\n');
            }
        }
        finish(conversations, head, body);
        return new Script(List.copyOf(conversations));
    }

    private static void finish(List<Conversation> conversations, String[] head, StringBuilder body) {
        if (head.length > 0) {
            var timed = head.length == 4;
            var options = head[head.length - 1].isBlank()
                    ? List.<String>of()
                    : List.of(head[head.length - 1].strip().split(","));
            conversations
                    .getLast()
                    .turns()
                    .add(new Turn(
                            timed ? head[0] : "",
                            head[timed ? 1 : 0],
                            head[timed ? 2 : 1],
                            options,
                            body.toString().strip()));
        }
        body.setLength(0);
    }

    static String text(String name) {
        try (var in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
