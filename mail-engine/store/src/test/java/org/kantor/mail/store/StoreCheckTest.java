package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.kernel.AccountId;

class StoreCheckTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();

    @BeforeEach
    void messages() {
        store.fill(alice, "a", "b", "c");
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    @AfterEach
    void cleanUp() {
        for (var table :
                new String[] {"placement", "message", "message_garbage", "recoverable", "change", "thread_key"}) {
            store.db.execute("delete from " + table);
        }
        store.db.execute("delete from account");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            placement-message | delete from message where account = ? and id = (select min(message) from placement where account = ?)
            placement-mailbox | update placement set mailbox = 999999 where account = ? and uid = 1 and account = ?
            placement-size    | update placement set octets = octets + 1 where account = ? and uid = 2 and account = ?
            mailbox-counters  | update mailbox_counter set unseen = unseen - 1 where account = ? and account = ?
            mailbox-counters  | delete from placement where account = ? and uid = 2 and account = ?
            uid-next          | update mailbox_counter set uid_next = 3 where account = ? and messages > 0 and account = ?
            recent            | update mailbox_counter set first_recent = 9 where account = ? and account = ?
            mailbox           | delete from mailbox_counter where account = ? and messages = 0 and account = ?
            mailbox           | update mailbox_counter set uid_validity = 0 where account = ? and account = ?
            mailbox           | update mailbox set name = 'elsewhere' where account = ? and name = 'INBOX' and account = ?
            modseq            | update change_counter set seq = 2 where account = ? and account = ?
            modseq            | update placement set modseq = 4711 where account = ? and uid = 3 and account = ?
            modseq            | update change_counter set trimmed = 3 where account = ? and account = ?
            change-missing    | delete from change where account = ? and seq = (select max(seq) from change where account = ?)
            change-lost       | delete from placement where account = ? and uid = 2 and account = ?
            change-lost       | update change set destroyed = '{1}' where account = ? and created = '{2}' and account = ?
            recoverable-message | insert into recoverable select account, mailbox, 99, 'INBOX', message + 4711, 0, octets, flags, keywords, now() from placement where account = ? and uid = 2 and account = ?
            message-unused    | delete from placement where account = ? and uid = 2 and account = ?
            content           | update message set content = '\\x00' where account = ? and subject = 'a' and account = ?
            content           | update message set hash = '\\x00' where account = ? and subject = 'a' and account = ?
            content           | update message set content = null where account = ? and subject = 'a' and account = ?
            """)
    void everyKindOfDamageIsFound(String rule, String damage) {
        assertThat(store.db.execute(damage, alice.value(), alice.value())).isPositive();
        var findings = store.store().check().run(StoreCheck.Depth.CONTENT);
        assertThat(findings).extracting(StoreCheck.Finding::rule).contains(rule);
        assertThat(findings)
                .extracting(StoreCheck.Finding::what)
                .as("named as the repair names it")
                .allMatch(what -> !what.startsWith("account "));
    }

    @Test
    void aMissingBlobIsFound() throws Exception {
        var noise = new byte[500_000];
        new Random(2).nextBytes(noise);
        store.deliver(alice, "INBOX", StoreFixture.raw(Base64.getMimeEncoder().encodeToString(noise), 0, Set.of()));
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
        try (var files = Files.walk(store.blobs())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(store.store().check().run(StoreCheck.Depth.TABLES))
                .extracting(StoreCheck.Finding::rule)
                .containsExactly("content");
    }

    @Test
    void whatBelongsToNobodyIsFound() {
        store.db.execute("delete from account where id = ?", alice.value());
        assertThat(store.store().check().run(StoreCheck.Depth.TABLES))
                .extracting(StoreCheck.Finding::rule)
                .contains("account", "placement-mailbox");
    }
}
