package org.kantor.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The administrator's command, as an operator would give it. */
final class Admin {

    private static final String COMMAND = System.getProperty("kantor.command", "../kantor");

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "KANTOR_HOME",
            Suite.HOME.toAbsolutePath().toString(),
            "KANTOR_PORT_OFFSET",
            Integer.toString(Suite.OFFSET));

    /** What the command itself allows a part to take when it is started. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private Admin() {}

    private static String[] command(String... words) {
        var command = new String[words.length + 1];
        command[0] = Path.of(COMMAND).toAbsolutePath().normalize().toString();
        System.arraycopy(words, 0, command, 1, words.length);
        return command;
    }

    static String kantor(String... words) {
        return Client.run(LIMIT, ENVIRONMENT, "", command(words)).ok().output();
    }

    /** Goes on without waiting for it. */
    static Process begin(String... words) throws IOException {
        var builder = new ProcessBuilder(command(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(ENVIRONMENT);
        return builder.start();
    }

    static String queue() {
        return kantor("queue", "list");
    }

    /** Makes every waiting recipient that is named so due at once. */
    static void requeue(String recipient) {
        kantor("queue", "requeue", "--recipient", recipient);
    }
}
