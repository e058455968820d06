package org.kantor.launcher.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kantor.launcher.transfer.Forms;
import org.kantor.launcher.transfer.Item;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes an account's mail into files. What was written before is passed over: a run that was broken off is simply done again. */
@Command(
        name = "export",
        description =
                "Writes an account's mail into a folder, with folders, flags and dates. A second run adds nothing.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    private static final int NAME = 24;
    private static final int STEP = 100;

    private final ApiClient api;

    @Parameters(paramLabel = "ADDRESS", description = "Whose mail.")
    private String address = "";

    @Parameters(paramLabel = "FOLDER", description = "Where it goes; made if it is not there.")
    private Path destination = Path.of("");

    @Option(names = "--form", paramLabel = "FORM", required = true, description = "mbox, maildir or eml.")
    private String form = "";

    @Spec
    @Nullable
    private CommandSpec spec;

    ExportCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public Integer call() throws IOException {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        Forms.Form wanted;
        try {
            wanted = Forms.Form.valueOf(form.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ApiClient.Failure("The forms are mbox, maildir and eml.");
        }
        Files.createDirectories(destination);
        var mail = new Mail(api, address);
        var written = 0;
        var there = 0;
        try (var target = Forms.target(wanted, destination, Clock.systemUTC().instant())) {
            for (var folder : mail.folders().all()) {
                var name = folder.name();
                target.folder(folder);
                for (var entry : mail.messages(name)) {
                    var file = entry.hash().substring(0, NAME) + "." + entry.uid();
                    if (target.has(name, file)) {
                        there++;
                    } else {
                        target.put(new Item(name, mail.content(name, entry.uid()), entry.flags(), entry.date()), file);
                        written++;
                    }
                    if ((written + there) % STEP == 0) {
                        out.println(name + ": " + written + " written, " + there + " there already");
                        out.flush();
                    }
                }
            }
            target.done();
        } catch (IOException e) {
            out.println("Stopped: " + e.getMessage() + ". What was written stays; the same command goes on.");
            return 1;
        }
        out.println(written + " written, " + there + " there already.");
        return 0;
    }
}
