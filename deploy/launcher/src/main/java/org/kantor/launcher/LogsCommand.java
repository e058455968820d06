package org.kantor.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the end of the logs, and follows them on demand. */
@Command(name = "logs", description = "Shows the logs of the server, keycloak, database or launcher.")
final class LogsCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", description = "server, keycloak, database, launcher; all when none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--follow"},
            description = "Stays and prints what is added.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "How many lines of each (40).")
    private int lines;

    private final Settings settings;

    LogsCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var logs = settings.home().resolve("logs");
        var files = new ArrayList<String>();
        for (var name : names.isEmpty() ? List.of("launcher", "database", "keycloak", "server") : names) {
            for (var ending : List.of(".log", ".out")) {
                var file = logs.resolve(name + ending);
                if (Files.exists(file) && Files.size(file) > 0) {
                    files.add(file.toString());
                }
            }
        }
        if (files.isEmpty()) {
            throw new Refusal("There is no such log in " + logs + ".");
        }
        var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-F");
        }
        command.addAll(files);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
