package org.kantor.launcher.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a command takes a password from: its option, the terminal without echo, or the first line of standard input. */
final class Passwords {

    private Passwords() {}

    static String given(@Nullable String option) {
        if (option != null) {
            return option;
        }
        var console = System.console();
        if (console != null && console.isTerminal()) {
            var typed = console.readPassword("Password: ");
            return typed == null ? none() : new String(typed);
        }
        try {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? none() : line;
        } catch (IOException e) {
            return none();
        }
    }

    private static String none() {
        throw new ApiClient.Failure("No password was given.");
    }
}
