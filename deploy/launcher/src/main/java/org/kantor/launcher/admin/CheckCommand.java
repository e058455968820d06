package org.kantor.launcher.admin;

import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the store is whole. Exit status 0 when it is, 1 when something was found. */
@Command(
        name = "check",
        description =
                "Looks whether the store is whole: placements, counters, contents, UIDs, change stream, search indexes.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final ApiClient api;

    @Option(names = "--content", description = "Reads every content and compares it with its hash.")
    private boolean content;

    @Spec
    @Nullable
    private CommandSpec spec;

    CheckCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var findings = api.patiently("GET", "check?content=" + content, null).getJsonArray("findings");
        if (findings.isEmpty()) {
            out.println("The store is whole.");
            return 0;
        }
        var table = new Table("rule", "where", "what should hold");
        for (var finding : findings.getValuesAs(JsonObject.class)) {
            table.row(finding.getString("rule"), finding.getString("what"), finding.getString("sentence"));
        }
        table.print(out);
        return 1;
    }
}
