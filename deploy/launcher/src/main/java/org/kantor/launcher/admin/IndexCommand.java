package org.kantor.launcher.admin;

import jakarta.json.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The search index. */
@Command(name = "index", description = "The search index.", mixinStandardHelpOptions = true)
final class IndexCommand implements Runnable {

    private final ApiClient api;

    @Spec
    @Nullable
    private CommandSpec spec;

    IndexCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public void run() {
        commandLine().usage(commandLine().getOut());
    }

    @Command(name = "rebuild", description = "Makes the index of one account, or of all, anew in the background.")
    void rebuild(@Parameters(arity = "0..1", defaultValue = "", paramLabel = "USER") String user) {
        api.post("index/rebuild", Json.createObjectBuilder().add("user", user).build());
        commandLine()
                .getOut()
                .println(
                        user.isEmpty()
                                ? "The search indexes of all accounts are made anew."
                                : "The search index of " + user + " is made anew.");
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
