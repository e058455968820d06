package org.kantor.launcher.admin;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mends what the check finds. Exit status 0 when all is whole afterwards, 1 when something is left to do or cannot be mended. */
@Command(
        name = "repair",
        description =
                "Says how what the check finds would be mended, and mends it when told to. No message is lost by it.",
        mixinStandardHelpOptions = true)
final class RepairCommand implements Callable<Integer> {

    private final ApiClient api;

    @Option(names = "--yes", description = "Does it, instead of saying what would be done.")
    private boolean yes;

    @Option(names = "--content", description = "Reads every content too, and compares it with its hash.")
    private boolean content;

    @Spec
    @Nullable
    private CommandSpec spec;

    RepairCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var path = "check/repair?content=" + content;
        var answer = yes ? api.patiently("POST", path, JsonValue.EMPTY_JSON_OBJECT) : api.patiently("GET", path, null);
        var repairs = answer.getJsonArray("repairs").getValuesAs(JsonObject.class);
        if (repairs.isEmpty()) {
            out.println("There is nothing to mend.");
            return 0;
        }
        for (var repair : repairs) {
            var account = repair.getString("account");
            out.println((repair.getBoolean("done") ? "  " : "! ")
                    + (account.isEmpty() ? "" : account + ": ")
                    + repair.getString("sentence"));
        }
        var all = repairs.stream().allMatch(repair -> repair.getBoolean("done"));
        if (!all) {
            out.println("What stands behind an exclamation mark cannot be mended here.");
        }
        out.println(yes ? "Done." : "Nothing was changed; with --yes it is done.");
        return yes && all ? 0 : 1;
    }
}
