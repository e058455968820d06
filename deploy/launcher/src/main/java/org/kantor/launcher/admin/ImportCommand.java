package org.kantor.launcher.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kantor.launcher.transfer.Forms;
import org.kantor.launcher.transfer.Item;
import org.kantor.launcher.transfer.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings mail into an account. What is there already, by its content and folder, is passed over: a run that was broken off is simply done again. */
@Command(
        name = "import",
        description = {
            "Brings mail into an account: an mbox file or a folder of them, a Maildir, an .eml file or a folder of them,",
            "or another server's account (imaps://user@host). A second run adds nothing."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private static final int IMAPS = 993;
    private static final int STEP = 100;

    private final ApiClient api;

    @Parameters(paramLabel = "ADDRESS", description = "Whose mail it becomes.")
    private String address = "";

    @Parameters(paramLabel = "SOURCE", description = "A file, a folder, or imaps://user@host[:port].")
    private String source = "";

    @Option(names = "--form", paramLabel = "FORM", description = "mbox, maildir or eml, if it cannot be seen.")
    @Nullable
    private String form;

    @Option(names = "--into", paramLabel = "FOLDER", description = "Everything goes below this folder.")
    @Nullable
    private String into;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The other server's password; asked for without it.")
    @Nullable
    private Path passwordFile;

    @Spec
    @Nullable
    private CommandSpec spec;

    ImportCommand(ApiClient api) {
        this.api = api;
    }

    @Override
    public Integer call() throws Exception {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var taker = new Adding(new Mail(api, address), out, into == null ? "" : into);
        try {
            var from = open();
            try {
                from.read(taker);
            } finally {
                if (from instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            }
        } catch (IOException e) {
            out.println("Stopped: " + e.getMessage() + ". What was brought in stays; the same command goes on.");
            taker.summary();
            return 1;
        }
        taker.summary();
        return taker.broken == 0 ? 0 : 1;
    }

    private Source open() throws IOException {
        if (source.startsWith("imaps://")) {
            var rest = source.substring("imaps://".length());
            var at = rest.lastIndexOf('@');
            var colon = rest.indexOf(':', at);
            if (at <= 0) {
                throw new ApiClient.Failure("The other account is written imaps://user@host.");
            }
            var host = rest.substring(at + 1, colon < 0 ? rest.length() : colon);
            var port = colon < 0 ? IMAPS : Integer.parseInt(rest.substring(colon + 1));
            return Forms.imap(host, port, rest.substring(0, at), password());
        }
        var path = Path.of(source);
        if (!Files.exists(path)) {
            throw new ApiClient.Failure("There is no " + source + ".");
        }
        return Forms.source(form(path), path, Clock.systemUTC().instant());
    }

    private Forms.Form form(Path path) throws IOException {
        if (form == null) {
            return Forms.guess(path);
        }
        try {
            return Forms.Form.valueOf(form.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ApiClient.Failure("The forms are mbox, maildir and eml.");
        }
    }

    private String password() throws IOException {
        if (passwordFile != null) {
            return Files.readString(passwordFile).strip();
        }
        var console = System.console();
        if (console == null) {
            throw new ApiClient.Failure("Give the password with --password-file.");
        }
        return new String(console.readPassword("Password on the other server: "));
    }

    /** Adds what is not there; knows each folder's contents after having asked once. */
    private static final class Adding implements Source.Taker {
        private final Mail mail;
        private final PrintWriter out;
        private final String below;
        /** How often each content is in a folder and has not been met in the source yet. */
        private final Map<String, Map<String, Integer>> there = new HashMap<>();

        private int added;
        private int known;
        private int broken;

        Adding(Mail mail, PrintWriter out, String below) {
            this.mail = mail;
            this.out = out;
            this.below = below;
        }

        @Override
        public void take(Item read) throws IOException {
            var item = below.isEmpty()
                    ? read
                    : new Item(below + "/" + read.folder(), read.content(), read.flags(), read.date());
            var hashes = there.computeIfAbsent(item.folder(), this::hashes);
            var left = hashes.getOrDefault(item.hash(), 0);
            if (left > 0) {
                hashes.put(item.hash(), left - 1);
                known++;
            } else {
                try {
                    mail.add(item);
                    added++;
                } catch (ApiClient.Failure e) {
                    throw new IOException(String.valueOf(e.getMessage()).replaceAll("\\.$", ""), e);
                }
            }
            if ((added + known) % STEP == 0) {
                out.println(item.folder() + ": " + added + " added, " + known + " there already");
                out.flush();
            }
        }

        private Map<String, Integer> hashes(String folder) {
            var hashes = new HashMap<String, Integer>();
            mail.messages(folder).forEach(entry -> hashes.merge(entry.hash(), 1, Integer::sum));
            return hashes;
        }

        @Override
        public void broken(String where, String why) {
            broken++;
            out.println("Left out: " + where + ": " + why);
        }

        void summary() {
            out.println(added + " added, " + known + " there already, " + broken + " left out.");
        }
    }
}
