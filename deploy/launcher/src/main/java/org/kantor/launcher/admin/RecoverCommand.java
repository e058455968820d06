package org.kantor.launcher.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deleted messages that can still be had back. */
@Command(
        name = "recover",
        description = "Shows somebody's deleted messages and restores them; tells and sets how long they are kept.",
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Runnable {

    private static final int PAGE = 500;

    private final ApiClient api;

    @Spec
    @Nullable
    private CommandSpec spec;

    RecoverCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public void run() {
        var spec = Objects.requireNonNull(this.spec);
        throw new ParameterException(spec.commandLine(), "list, restore or keep?");
    }

    @Command(name = "list", description = "Shows what can be restored, the latest first.")
    void list(@Parameters(paramLabel = "ADDRESS") String address) {
        var table = new Table("message", "deleted", "mailbox", "from", "subject", "octets");
        var total = 0;
        for (var offset = 0; offset == 0 || offset < total; offset += PAGE) {
            var page = api.get("recover/" + ApiClient.encode(address) + "?limit=" + PAGE + "&offset=" + offset);
            total = page.getInt("total");
            for (var message : page.getJsonArray("messages").getValuesAs(JsonObject.class)) {
                table.row(
                        name(message),
                        message.getString("deleted"),
                        message.getString("name"),
                        message.getString("from"),
                        message.getString("subject"),
                        message.getInt("octets"));
            }
        }
        table.print(out());
        out().println(total + (total == 1 ? " message" : " messages"));
    }

    private static String name(JsonObject message) {
        return message.getJsonNumber("mailbox") + "." + message.getJsonNumber("uid");
    }

    @Command(
            name = "restore",
            description = "Puts messages back where they were, named as the list does, or all of them.")
    int restore(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Parameters(arity = "0..*", paramLabel = "MESSAGE") String @Nullable [] messages,
            @Option(names = "--all", description = "Everything that can be restored.") boolean all) {
        var spec = Objects.requireNonNull(this.spec);
        if (all == (messages != null && messages.length > 0)) {
            throw new ParameterException(spec.commandLine(), "Name the messages, or say --all.");
        }
        var named = messages == null ? Set.<String>of() : new LinkedHashSet<>(List.of(messages));
        var restored = all ? restoreAll(address) : restoreNamed(address, named);
        restored.forEach((mailbox, count) ->
                out().println(count + (count == 1 ? " message is" : " messages are") + " back in " + mailbox + "."));
        var missing = all
                ? 0
                : named.size()
                        - restored.values().stream().mapToInt(Integer::intValue).sum();
        if (missing > 0) {
            out().println(missing
                    + (missing == 1
                            ? " of those that were named is not there to be restored."
                            : " of those that were named are not there to be restored."));
        } else if (restored.isEmpty()) {
            out().println("There is nothing to restore.");
        }
        return missing > 0 ? 1 : 0;
    }

    private Map<String, Integer> restoreNamed(String address, Set<String> messages) {
        var keys = Json.createArrayBuilder();
        for (var message : messages) {
            if (!message.matches("\\d{1,18}\\.\\d{1,18}")) {
                throw new ApiClient.Failure("\"" + message + "\" is no message of the list.");
            }
            var dot = message.indexOf('.');
            keys.add(Json.createObjectBuilder()
                    .add("mailbox", Long.parseLong(message.substring(0, dot)))
                    .add("uid", Long.parseLong(message.substring(dot + 1))));
        }
        var body = Json.createObjectBuilder().add("messages", keys).build();
        return into(api.post("recover/" + ApiClient.encode(address), body));
    }

    private static Map<String, Integer> into(JsonObject answer) {
        var into = new TreeMap<String, Integer>();
        var mailboxes = answer.getJsonObject("into");
        for (var mailbox : mailboxes.keySet()) {
            if (mailboxes.getInt(mailbox) > 0) {
                into.put(mailbox, mailboxes.getInt(mailbox));
            }
        }
        return into;
    }

    /** What is restored leaves the list, so its first page is asked for until nothing moves any more. */
    private Map<String, Integer> restoreAll(String address) {
        var restored = new TreeMap<String, Integer>();
        while (true) {
            var page = api.get("recover/" + ApiClient.encode(address) + "?limit=" + PAGE);
            var keys = Json.createArrayBuilder();
            for (var message : page.getJsonArray("messages").getValuesAs(JsonObject.class)) {
                keys.add(Json.createObjectBuilder()
                        .add("mailbox", message.getJsonNumber("mailbox"))
                        .add("uid", message.getJsonNumber("uid")));
            }
            if (page.getJsonArray("messages").isEmpty()) {
                return restored;
            }
            var body = Json.createObjectBuilder().add("messages", keys).build();
            var now = into(api.post("recover/" + ApiClient.encode(address), body));
            if (now.isEmpty()) {
                return restored;
            }
            now.forEach((mailbox, count) -> restored.merge(mailbox, count, Integer::sum));
        }
    }

    @Command(name = "keep", description = "Tells for how many days deleted messages are kept, or sets it.")
    void keep(@Parameters(arity = "0..1", paramLabel = "DAYS") @Nullable Integer days) {
        var answer = days == null
                ? api.get("recover")
                : api.call(
                        "PUT",
                        "recover",
                        Json.createObjectBuilder().add("days", days).build());
        var kept = answer.getInt("days");
        out().println("Deleted messages are kept for " + kept + (kept == 1 ? " day." : " days."));
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
