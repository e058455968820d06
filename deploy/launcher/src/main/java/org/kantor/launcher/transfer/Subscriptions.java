package org.kantor.launcher.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The subscribed folders of a Maildir as other servers keep them: Dovecot's {@code subscriptions}, a name a line with dots, or with tabs under a first line {@code V}, tab,
 * 2; Courier's {@code courierimapsubscribed}, whose names begin with {@code INBOX}. Names are in modified UTF-7.
 */
final class Subscriptions {

    private static final String DOVECOT = "subscriptions";
    private static final String COURIER = "courierimapsubscribed";
    private static final String SECOND = "V\t2";

    private Subscriptions() {}

    /** The names; empty if the Maildir keeps none. */
    static Optional<Set<String>> read(Path root) throws IOException {
        var names = new HashSet<String>();
        if (Tree.isFile(root.resolve(DOVECOT))) {
            var lines = Tree.lines(root.resolve(DOVECOT));
            var second = !lines.isEmpty() && lines.getFirst().equals(SECOND);
            for (var line : second ? lines.subList(1, lines.size()) : lines) {
                names.add(Maildir.decoded(second ? line.replace('\t', '/') : line.replace('.', '/')));
            }
        } else if (Tree.isFile(root.resolve(COURIER))) {
            for (var line : Tree.lines(root.resolve(COURIER))) {
                names.add(Maildir.decoded(line.replaceFirst("^INBOX\\.", "").replace('.', '/')));
            }
        } else {
            return Optional.empty();
        }
        return Optional.of(names);
    }

    /** As Dovecot's. */
    static void write(Path root, Set<String> names) throws IOException {
        var lines = new StringBuilder(SECOND).append("\n\n");
        for (var name : names) {
            lines.append(Maildir.encoded(name).replace('/', '\t')).append('\n');
        }
        Written.replace(root.resolve(DOVECOT), lines);
    }
}
