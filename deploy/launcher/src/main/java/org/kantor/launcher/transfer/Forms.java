package org.kantor.launcher.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Which class reads or writes a form. */
public final class Forms {

    /** The forms by the names that the command takes. */
    public enum Form {
        MBOX,
        MAILDIR,
        EML
    }

    private Forms() {}

    public static Source source(Form form, Path path, Instant now) {
        return switch (form) {
            case MBOX -> new MboxFiles(path, now);
            case MAILDIR -> new Maildir(path);
            case EML -> new EmlFolder(path);
        };
    }

    public static Target target(Form form, Path path, Instant now) {
        return switch (form) {
            case MBOX -> new MboxFiles(path, now);
            case MAILDIR -> new Maildir(path);
            case EML -> new EmlFolder(path);
        };
    }

    /** What lies there: a file is an mbox unless its name says that it is a message; a folder shows it by what is in it. */
    public static Form guess(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return EmlFolder.isMessage(path) ? Form.EML : Form.MBOX;
        }
        try (var below = Files.walk(path.toRealPath())) {
            var names = below.map(file -> file.getFileName().toString()).toList();
            return names.contains("cur")
                    ? Form.MAILDIR
                    : names.stream().anyMatch(n -> n.endsWith(".mbox")) ? Form.MBOX : Form.EML;
        }
    }

    /** @throws IOException if the server cannot be reached, or does not let us in */
    public static Source imap(String host, int port, String user, String password) throws IOException {
        return new ImapServer(host, port, user, password);
    }
}
