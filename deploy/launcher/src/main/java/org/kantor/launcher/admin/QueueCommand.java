package org.kantor.launcher.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What waits to be delivered. */
@Command(
        name = "queue",
        description = "Shows what waits to be delivered, and tries, holds, releases or deletes it.",
        mixinStandardHelpOptions = true)
final class QueueCommand implements Runnable {

    private static final int PAGE = 500;

    private final ApiClient api;

    @Spec
    @Nullable
    private CommandSpec spec;

    QueueCommand(ApiClient api) {
        this.api = api;
    }

    /** Which entries are meant; exactly one way to say so. */
    static final class Which {

        @Option(
                names = "--recipient",
                paramLabel = "TEXT",
                description = "Whose sender or recipient contains the text.")
        @Nullable
        String recipient;

        @Option(names = "--destination", paramLabel = "DOMAIN", description = "What goes to the domain.")
        @Nullable
        String destination;

        @Option(names = "--message", paramLabel = "NUMBER", description = "A message with all its recipients.")
        @Nullable
        Long message;

        @Option(names = "--entry", paramLabel = "NUMBER", description = "One entry of the list.")
        @Nullable
        Long entry;

        @Option(names = "--all", description = "Everything.")
        boolean all;

        JsonObject json() {
            var json = Json.createObjectBuilder();
            if (recipient != null) {
                json.add("q", recipient);
            }
            if (destination != null) {
                json.add("destination", destination);
            }
            if (message != null) {
                json.add("message", message);
            }
            if (entry != null) {
                json.add("recipient", entry);
            }
            if (all) {
                json.add("all", true);
            }
            return json.build();
        }
    }

    @Override
    public void run() {
        list("");
    }

    @Command(name = "list", description = "Shows the queue, or what contains a text in its addresses.")
    void list(@Parameters(arity = "0..1", defaultValue = "", paramLabel = "TEXT") String text) {
        var table = new Table("entry", "message", "state", "tries", "due", "sender", "recipient", "last reply");
        var total = 0;
        for (var offset = 0; offset == 0 || offset < total; offset += PAGE) {
            var page = api.get("queue?limit=" + PAGE + "&offset=" + offset + "&q=" + ApiClient.encode(text));
            total = page.getInt("total");
            for (var entry : page.getJsonArray("entries").getValuesAs(JsonObject.class)) {
                table.row(
                        entry.getJsonNumber("recipient"),
                        entry.getJsonNumber("message"),
                        entry.getString("state"),
                        entry.getInt("attempts"),
                        entry.getString("due"),
                        "<" + entry.getString("sender") + ">",
                        entry.getString("address"),
                        entry.getString("lastReply").replaceAll("\\s+", " "));
            }
        }
        table.print(out());
        out().println(total + (total == 1 ? " entry" : " entries"));
    }

    @Command(name = "requeue", description = "Tries them now.")
    void requeue(@ArgGroup(multiplicity = "1") Which which) {
        act("requeue", "due now", which);
    }

    @Command(name = "hold", description = "Keeps them from being tried.")
    void hold(@ArgGroup(multiplicity = "1") Which which) {
        act("hold", "held", which);
    }

    @Command(name = "release", description = "Lets held ones go on.")
    void release(@ArgGroup(multiplicity = "1") Which which) {
        act("release", "released", which);
    }

    @Command(name = "delete", description = "Takes them out; nobody is told.")
    void delete(@ArgGroup(multiplicity = "1") Which which) {
        act("delete", "deleted", which);
    }

    private void act(String action, String done, Which which) {
        var count = api.post("queue/" + action, which.json()).getInt("recipients");
        out().println(count + (count == 1 ? " entry is " : " entries are ") + done + ".");
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
