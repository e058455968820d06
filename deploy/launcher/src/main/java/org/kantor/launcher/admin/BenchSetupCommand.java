package org.kantor.launcher.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The accounts that load generators use: a test domain with u1, u2 ..., big and upop, all with one app password. */
@Command(
        name = "bench-setup",
        description = "Makes a test domain with accounts for load tests, all with the password given.",
        mixinStandardHelpOptions = true)
final class BenchSetupCommand implements Runnable {

    private static final int BATCH = 50;

    private final ApiClient api;

    @Parameters(paramLabel = "PASSWORD", description = "The app password of all accounts; at least 8 characters.")
    private String password = "";

    @Option(names = "--domain", defaultValue = "bench.test", paramLabel = "DOMAIN")
    private String domain = "";

    @Option(
            names = "--users",
            defaultValue = "1000",
            paramLabel = "NUMBER",
            description = "How many; 1000 if not given.")
    private int users;

    @Spec
    @Nullable
    private CommandSpec spec;

    BenchSetupCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public void run() {
        var known = api.get("domains").getJsonArray("domains").getValuesAs(JsonObject.class).stream()
                .anyMatch(d -> d.getString("name").equals(domain));
        if (!known) {
            api.post(
                    "domains",
                    Json.createObjectBuilder()
                            .add("name", domain)
                            .add("test", true)
                            .build());
        }
        var names = Stream.concat(
                        Stream.of("big", "upop"),
                        IntStream.rangeClosed(1, users).mapToObj(i -> "u" + i))
                .toList();
        for (var from = 0; from < names.size(); from += BATCH) {
            make(names.subList(from, Math.min(from + BATCH, names.size())));
        }
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(names.size() + " accounts in " + domain + " have the password.");
    }

    private void make(List<String> names) {
        var list = Json.createArrayBuilder();
        names.forEach(list::add);
        api.post(
                "test-accounts",
                Json.createObjectBuilder()
                        .add("domain", domain)
                        .add("names", list)
                        .add("password", password)
                        .build());
    }
}
