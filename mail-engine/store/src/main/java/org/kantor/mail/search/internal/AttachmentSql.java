package org.kantor.mail.search.internal;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.kantor.kernel.AccountId;
import org.kantor.mail.extract.Extractor;

/** The texts of attachments, compressed, beside their messages. */
final class AttachmentSql {

    private static final int LEVEL = 3;
    private static final int MOST_OCTETS = Extractor.MOST_TEXT * 4;

    private AttachmentSql() {}

    /** The texts of those messages whose attachments have been read, empty where there was nothing to read. */
    static Map<Long, String> texts(Connection connection, AccountId account, long[] messages) throws SQLException {
        var texts = new HashMap<Long, String>();
        try (var query = connection.prepareStatement(
                "select message, text from attachment_text where account = ? and message = any (?)")) {
            query.setLong(1, account.value());
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", Arrays.stream(messages).boxed().toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var octets = Zstd.decompress(rows.getBytes(2), MOST_OCTETS);
                    texts.put(rows.getLong(1), new String(octets, StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    /** Nothing, if the message is gone; the lock keeps it from going meanwhile. */
    static int keep(Connection connection, AccountId account, long message, String text) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into attachment_text (account, message, text)
                select account, id, ? from message where account = ? and id = ? for key share
                on conflict do nothing
                """)) {
            insert.setBytes(1, Zstd.compress(text.getBytes(StandardCharsets.UTF_8), LEVEL));
            insert.setLong(2, account.value());
            insert.setLong(3, message);
            return insert.executeUpdate();
        }
    }
}
