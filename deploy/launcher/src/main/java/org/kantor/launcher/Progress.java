package org.kantor.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells the person at the terminal what happens, with the seconds since the command was given, and keeps the same in the
 * launcher's log. On a terminal the last line counts the seconds; elsewhere a line comes every ten seconds, so
 * that nobody has to guess whether anything happens.
 */
final class Progress {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private final Instant began;
    private final Path log;
    private Instant lastLine;
    private int drawn;

    Progress(PrintStream out, boolean terminal, Clock clock, Instant began, Path log) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.began = began;
        this.log = log;
        this.lastLine = clock.instant();
    }

    synchronized void say(String who, String what) {
        line("%5d s  %-10s %s".formatted(seconds(), who, what));
    }

    /** Shows who is still waited for; call it often. */
    synchronized void waiting(List<String> names) {
        var text = "%5d s  waiting for %s".formatted(seconds(), String.join(" and ", names));
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            out.flush();
            drawn = text.length();
        } else if (Duration.between(lastLine, clock.instant()).compareTo(SILENCE) >= 0) {
            line(text);
        }
    }

    synchronized void line(String text) {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
        out.println(text);
        out.flush();
        lastLine = clock.instant();
        try {
            Files.writeString(
                    log,
                    clock.instant() + " " + text.stripTrailing() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            out.println("The launcher's log " + log + " cannot be written: " + e.getMessage());
        }
    }

    long seconds() {
        return Duration.between(began, clock.instant()).toSeconds();
    }
}
