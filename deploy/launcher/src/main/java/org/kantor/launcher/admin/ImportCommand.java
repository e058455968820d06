package org.kantor.launcher.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kantor.launcher.transfer.Folder;
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
        if (!address.contains("@")) {
            throw new ApiClient.Failure("The address is written with its domain, as " + address + "@example.org.");
        }
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
    static final class Adding implements Source.Taker {

        /** Above folders whose names cannot be one's own here. */
        private static final String IMPORTED = "Imported/";

        private final Mail mail;
        private final PrintWriter out;
        private final String below;
        /** How often each content is in a folder and has not been met in the source yet. */
        private final Map<String, Map<String, Integer>> there = new HashMap<>();

        private final Mail.Folders folders;
        private final Set<String> subscribed = new HashSet<>();
        private final Set<String> made = new HashSet<>();
        /** Folders that cannot be made: their messages are left out with them. */
        private final Set<String> refused = new HashSet<>();

        private int added;
        private int known;
        private int broken;

        Adding(Mail mail, PrintWriter out, String below) {
            this.mail = mail;
            this.out = out;
            this.below = below;
            folders = mail.folders();
            if (folders.isReserved(below)) {
                throw new ApiClient.Failure(
                        "Below \"" + below.replaceAll("/.*", "") + "\" are others' mailboxes; choose another folder.");
            }
            for (var folder : folders.all()) {
                made.add(folder.name());
                if (folder.subscribed()) {
                    subscribed.add(folder.name());
                }
            }
        }

        /** What the folder is called here. */
        private String name(String folder) {
            if (!below.isEmpty()) {
                return below + "/" + folder;
            }
            return folders.isReserved(folder) ? IMPORTED + folder : folder;
        }

        @Override
        public void folder(Folder read) throws IOException {
            var folder = new Folder(name(read.name()), below.isEmpty() ? read.use() : "", read.subscribed());
            if (below.isEmpty() && !folder.name().equals(read.name())) {
                out.println(read.name() + " is called " + folder.name() + " here: others' mailboxes have such names.");
            }
            var subscribes = folder.subscribed() && !subscribed.contains(folder.name());
            if (!made.contains(folder.name()) || subscribes) {
                try {
                    mail.add(folder);
                } catch (ApiClient.Refused e) {
                    broken(folder.name(), sentence(e));
                    if (!made.contains(folder.name())) {
                        refused.add(folder.name());
                    }
                    return;
                } catch (ApiClient.Failure e) {
                    throw new IOException(sentence(e), e);
                }
                made.add(folder.name());
            }
        }

        @Override
        public void take(Item read) throws IOException {
            var item = new Item(name(read.folder()), read.content(), read.flags(), read.date());
            if (refused.contains(item.folder())) {
                broken++;
                return;
            }
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
                    throw new IOException(sentence(e), e);
                }
            }
            if ((added + known) % STEP == 0) {
                out.println(item.folder() + ": " + added + " added, " + known + " there already");
                out.flush();
            }
        }

        private static String sentence(ApiClient.Failure e) {
            return String.valueOf(e.getMessage()).replaceAll("\\.$", "");
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

        @Override
        public void leftOut(String where, String why) {
            out.println("Not brought along: " + where + ": " + why + ".");
        }

        void summary() {
            out.println(added + " added, " + known + " there already, " + broken + " left out.");
        }
    }
}
