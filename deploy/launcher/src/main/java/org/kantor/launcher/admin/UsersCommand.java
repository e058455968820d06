package org.kantor.launcher.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** People, rooms and shared mailboxes. */
@Command(name = "users", description = "Lists, makes and changes users.", mixinStandardHelpOptions = true)
final class UsersCommand implements Runnable {

    private static final int PAGE = 500;

    private static final String MESSAGES = "How many messages there may be; 0 for any number.";

    private final ApiClient api;

    @Spec
    @Nullable
    private CommandSpec spec;

    UsersCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public void run() {
        list("");
    }

    @Command(name = "list", description = "Shows the users, or those whose name or address contains a text.")
    void list(@Parameters(arity = "0..1", defaultValue = "", paramLabel = "TEXT") String text) {
        var table = new Table("address", "name", "state", "quota", "messages", "roles", "aliases");
        var total = 0;
        for (var offset = 0; offset == 0 || offset < total; offset += PAGE) {
            var page = api.get("users?limit=" + PAGE + "&offset=" + offset + "&q=" + ApiClient.encode(text));
            total = page.getInt("total");
            for (var user : page.getJsonArray("users").getValuesAs(JsonObject.class)) {
                table.row(
                        user.getString("address"),
                        user.getString("displayName"),
                        user.getBoolean("enabled") ? "enabled" : "disabled",
                        new Size(user.getJsonNumber("quotaBytes").longValue()),
                        most(user.getJsonNumber("quotaMessages").longValue()),
                        texts(user, "roles"),
                        texts(user, "aliases"));
            }
        }
        table.print(out());
    }

    @Command(name = "create", description = "Makes a user in Keycloak and here.")
    void create(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Option(names = "--given-name", defaultValue = "", paramLabel = "NAME") String givenName,
            @Option(names = "--family-name", defaultValue = "", paramLabel = "NAME") String familyName,
            @Option(
                            names = "--password",
                            paramLabel = "PASSWORD",
                            description = "Asked for, or read from standard input, when not given.")
                    @Nullable
                    String password,
            @Option(names = "--quota", defaultValue = "none", paramLabel = "SIZE", converter = Size.Converter.class)
                    Size quota,
            @Option(names = "--messages", defaultValue = "0", paramLabel = "NUMBER", description = MESSAGES)
                    long messages) {
        var user = api.post(
                "users",
                Json.createObjectBuilder()
                        .add("address", address)
                        .add("givenName", givenName)
                        .add("familyName", familyName)
                        .add("password", Passwords.given(password))
                        .add("quotaBytes", quota.bytes())
                        .add("quotaMessages", messages)
                        .build());
        say("Made " + user.getString("address") + ".");
    }

    @Command(name = "create-shared", description = "Makes a mailbox that people share; nobody logs in to it.")
    void createShared(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Option(names = "--name", defaultValue = "", paramLabel = "NAME") String name) {
        var body = Json.createObjectBuilder().add("address", address).add("name", name);
        say("Made " + api.post("users/shared", body.build()).getString("address") + ".");
    }

    @Command(name = "share", description = "Lets somebody use a shared mailbox, or no longer.")
    void share(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Parameters(paramLabel = "MEMBER") String member,
            @Option(
                            names = "--rights",
                            defaultValue = "lrswipkxte",
                            paramLabel = "LETTERS",
                            description = "As in IMAP (RFC 4314); ${DEFAULT-VALUE} if not given.")
                    String rights,
            @Option(names = "--remove", description = "Take all rights away.") boolean remove) {
        var path = path(address) + "/members/" + ApiClient.encode(member);
        if (remove) {
            api.call("DELETE", path, null);
            say(member + " no longer uses " + address + ".");
        } else {
            api.call(
                    "PUT",
                    path,
                    Json.createObjectBuilder().add("rights", rights).build());
            say(member + " uses " + address + ".");
        }
    }

    @Command(name = "disable", description = "Ends a user's sessions and lets nobody in; mail still arrives.")
    void disable(@Parameters(paramLabel = "ADDRESS") String address) {
        change(address, "enabled", false);
        say("Disabled " + address + ".");
    }

    @Command(name = "enable", description = "Lets a disabled user in again.")
    void enable(@Parameters(paramLabel = "ADDRESS") String address) {
        change(address, "enabled", true);
        say("Enabled " + address + ".");
    }

    private void change(String address, String member, boolean value) {
        api.call(
                "PATCH",
                path(address),
                Json.createObjectBuilder().add(member, value).build());
    }

    @Command(name = "password", description = "Sets a user's password and ends the sessions.")
    void password(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Option(
                            names = "--password",
                            paramLabel = "PASSWORD",
                            description = "Asked for, or read from standard input, when not given.")
                    @Nullable
                    String password) {
        var body = Json.createObjectBuilder().add("password", Passwords.given(password));
        api.call("PUT", path(address) + "/password", body.build());
        say("Set the password of " + address + ".");
    }

    private static String most(long messages) {
        return messages == 0 ? "any" : Long.toString(messages);
    }

    @Command(name = "quota", description = "Sets how much a user's messages may occupy, and how many there may be.")
    void quota(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Parameters(paramLabel = "SIZE", converter = Size.Converter.class) Size size,
            @Option(names = "--messages", paramLabel = "NUMBER", description = MESSAGES) @Nullable Long messages) {
        var body = Json.createObjectBuilder().add("quotaBytes", size.bytes());
        if (messages != null) {
            body.add("quotaMessages", messages);
        }
        api.call("PATCH", path(address), body.build());
        say("The quota of " + address + " is " + size + (messages == null ? "" : " and " + most(messages) + " messages")
                + ".");
    }

    @Command(name = "alias", description = "Gives a user another address, or takes it away.")
    void alias(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Parameters(paramLabel = "ALIAS") String alias,
            @Option(names = "--remove", description = "Take it away.") boolean remove) {
        if (remove) {
            api.call("DELETE", path(address) + "/aliases/" + ApiClient.encode(alias), null);
            say(alias + " is no address of " + address + " any more.");
        } else {
            api.post(
                    path(address) + "/aliases",
                    Json.createObjectBuilder().add("address", alias).build());
            say(alias + " is " + address + " too.");
        }
    }

    @Command(name = "administrator", description = "Makes a user an administrator, or an ordinary user again.")
    void administrator(
            @Parameters(paramLabel = "ADDRESS") String address,
            @Option(names = "--revoke", description = "An ordinary user again.") boolean revoke) {
        api.call(revoke ? "DELETE" : "PUT", path(address) + "/roles/administrator", null);
        say(address + (revoke ? " is an ordinary user." : " is an administrator."));
    }

    private static String path(String address) {
        return "users/" + ApiClient.encode(address);
    }

    private static String texts(JsonObject user, String name) {
        return user.getJsonArray(name).getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .collect(Collectors.joining(", "));
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private void say(String sentence) {
        out().println(sentence);
    }
}
