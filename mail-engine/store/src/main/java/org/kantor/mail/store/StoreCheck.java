package org.kantor.mail.store;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.mail.store.internal.BlobStore;
import org.kantor.mail.store.internal.Checker;
import org.kantor.mail.store.internal.FileBlobStore;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * Looks whether the store is whole: placements, counters, UIDs, change numbers, the change stream, content. It only reads, needs no pause of the
 * server, and takes time in proportion to the store.
 */
@Service
public final class StoreCheck {

    /** How much is looked at. */
    public enum Depth {
        /** The tables, and that every blob is there. */
        TABLES,
        /** Every content as well: it can be unpacked and has the hash it is filed under. */
        CONTENT
    }

    /**
     * Something that is not as it must be.
     *
     * @param rule a word for programs
     * @param sentence what should hold
     * @param what where it does not
     */
    public record Finding(String rule, String sentence, String what) {}

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final BlobStore blobs;

    @Inject
    public StoreCheck(Transactions transactions, Jdbc jdbc, BlobStore blobs) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.blobs = blobs;
    }

    /** Empty if all is well; at most a hundred findings of each rule. */
    public List<Finding> run(Depth depth) {
        try {
            return Checker.check(Checker.reader(transactions, jdbc), blobs, depth);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Checks without a server: arguments are the database's JDBC URL and the folder of the blobs. Prints the findings and fails, so
     * that the program ends with 1, if there are any.
     */
    public static void main(String[] arguments) throws SQLException {
        List<Finding> findings;
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            findings = Checker.check(
                    Checker.reader(connection),
                    new FileBlobStore(Path.of(arguments[1]), Clock.systemUTC()),
                    Depth.CONTENT);
        }
        for (var finding : findings) {
            System.out.println(finding.rule() + ": " + finding.what() + " (" + finding.sentence() + ")");
        }
        if (!findings.isEmpty()) {
            throw new IllegalStateException(findings.size() + " findings");
        }
    }
}
