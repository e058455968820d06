package org.kantor.launcher.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The domains whose mail is delivered here. */
@Command(name = "domains", description = "Lists, adds and removes domains.", mixinStandardHelpOptions = true)
final class DomainsCommand implements Runnable {

    private final ApiClient api;

    @Spec
    @Nullable
    private CommandSpec spec;

    DomainsCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public void run() {
        list();
    }

    @Command(name = "list", description = "Shows the domains.")
    void list() {
        var table = new Table("domain", "accounts", "kind");
        for (var domain : api.get("domains").getJsonArray("domains").getValuesAs(JsonObject.class)) {
            var kind = domain.getBoolean("primary") ? "primary" : domain.getBoolean("test") ? "test" : "";
            table.row(domain.getString("name"), domain.getInt("accounts"), kind);
        }
        table.print(out());
    }

    @Command(name = "add", description = "Adds a domain.")
    void add(
            @Parameters(paramLabel = "DOMAIN") String domain,
            @Option(names = "--test", description = "For load tests: its accounts need no user in Keycloak.")
                    boolean test) {
        api.post(
                "domains",
                Json.createObjectBuilder().add("name", domain).add("test", test).build());
        out().println("Added " + domain + ".");
    }

    @Command(name = "remove", description = "Removes a domain in which there is no address.")
    void remove(@Parameters(paramLabel = "DOMAIN") String domain) {
        api.call("DELETE", "domains/" + ApiClient.encode(domain), null);
        out().println("Removed " + domain + ".");
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
