package org.kantor.webmail.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.change.Actor;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.internal.LuceneMessageIndex;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Store;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.TestDatabase;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.fake.Statements;

/** The lists that write to an account, in the real store. */
class KnownListsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    @TempDir
    Path folder;

    private void read(int lists, int octets, Reading reading) throws IOException {
        var account = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, '', '', 'Alice', 'PERSON', true, 0, now()) returning id
                """));
        var store = Store.open(db.transactions(), db.entities(), db.clock(), folder, of -> Quota.NONE);
        db.transactions().run(() -> store.accountMade().accept(account));
        var inbox = store.mailboxes().find(account, "INBOX").orElseThrow();
        for (var i = 0; i < lists; i++) {
            var raw = ("From: List <list" + i + "@example.net>\r\nList-Unsubscribe: <https://example.net/leave/" + i
                            + ">\r\nDate: "
                            + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    db.clock().instant().atOffset(ZoneOffset.UTC))
                            + "\r\nSubject: " + i + "\r\n\r\n" + "x".repeat(octets) + "\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            var message = new NewMessage(
                    raw, MessageParser.parse(raw), 0, Set.of(), db.clock().instant());
            store.messages().append(account, inbox.id(), List.of(message), new Actor("test", "", null));
        }
        try (var index = new LuceneMessageIndex(
                folder.resolve("index"), db.transactions(), db.jdbc(), store.messages(), store.changes())) {
            var known = new KnownLists();
            known.senders = store.senders();
            known.messages = store.messages();
            known.index = index;
            known.directory = Stand.in(Directory.class, new Alice());
            known.clock = db.clock();
            assertThat(known.of(account)).hasSize(lists);
            reading.of(() -> known.of(account));
        }
    }

    private interface Reading {
        void of(Runnable look) throws IOException;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60})
    void theyAreReadWithTheSameStatementsHoweverManyTheyAre(int lists) throws IOException {
        read(lists, 10, look -> new Statements().of("the lists that write to one", db, look));
    }

    /** What is read of them at once has a limit. */
    @Test
    void largeMessagesAreReadSomeAtATime() throws IOException {
        read(
                9,
                3_000_000,
                look -> assertThat(db.statements(look).stream()
                                .filter(statement -> statement.contains("content, octets, hash")))
                        .hasSize(5));
    }
}
