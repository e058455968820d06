package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Deliveries.Delivered;
import org.kantor.mail.store.Deliveries.Delivery;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.Folders;
import org.kantor.testkit.TestDatabase;

/** A store on a database of the test class's own, and short ways to use it. */
final class StoreFixture implements BeforeAllCallback, AfterAllCallback {

    static final Actor ACTOR = new Actor("test", "one", null);

    final TestDatabase db = TestDatabase.of(Store.ENTITIES);
    final Map<AccountId, Quota> quotas = new ConcurrentHashMap<>();
    private final Duration kept;

    /** Whether mailboxes can be shared with everybody. */
    volatile boolean everybody;

    private Store store;
    private Path blobs;

    StoreFixture() {
        this(Duration.ZERO);
    }

    /** @param kept how long deleted messages can be had back */
    StoreFixture(Duration kept) {
        this.kept = kept;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        blobs = Files.createTempDirectory("kantor-blobs");
        db.beforeAll(context);
        store = open();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        db.afterAll(context);
        Folders.delete(blobs);
    }

    /** Another store on the same database, as another node or a restarted one would have. */
    Store open() {
        return Store.open(
                db.transactions(),
                db.entities(),
                db.clock(),
                blobs,
                account -> quotas.getOrDefault(account, Quota.NONE),
                kept,
                () -> everybody);
    }

    Store store() {
        return store;
    }

    Path blobs() {
        return blobs;
    }

    Mailboxes mailboxes() {
        return store.mailboxes();
    }

    Messages messages() {
        return store.messages();
    }

    /** A new account with its standard mailboxes. */
    AccountId account() {
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                """));
        store.accountMade().accept(id);
        return id;
    }

    MailboxId inbox(AccountId account) {
        return mailbox(account, Mailbox.INBOX);
    }

    MailboxId mailbox(AccountId account, String name) {
        return mailboxes().find(account, name).orElseThrow().id();
    }

    static NewMessage message(String subject) {
        return message(subject, 0, Set.of());
    }

    static NewMessage message(String subject, int flags, Set<String> keywords) {
        return raw(
                "From: Alice <alice@example.org>\r\nTo: Bob <bob@example.org>\r\nSubject: " + subject
                        + "\r\nMessage-ID: <" + subject.replace(' ', '.') + "@example.org>\r\n\r\nText of " + subject
                        + "\r\n",
                flags,
                keywords);
    }

    static NewMessage raw(String text, int flags, Set<String> keywords) {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        return new NewMessage(
                octets, MessageParser.parse(octets), flags, keywords, Instant.parse("2026-11-01T10:00:00Z"));
    }

    Delivered deliver(AccountId account, String mailbox, NewMessage message) {
        return store.deliveries().deliver(new Delivery(account, mailbox, message, ACTOR));
    }

    /** Delivers messages with these subjects into the INBOX. */
    void fill(AccountId account, String... subjects) {
        for (var subject : subjects) {
            deliver(account, Mailbox.INBOX, message(subject));
        }
    }

    MailboxView view(AccountId account) {
        return messages().view(account, inbox(account));
    }

    static long[] uids(MailboxView view) {
        var uids = new long[view.size()];
        for (var i = 0; i < uids.length; i++) {
            uids[i] = view.uid(i);
        }
        return uids;
    }

    /** Asserts that two views are of the same moment and equal in everything. */
    static void isTheSame(MailboxView view, MailboxView other) {
        assertThat(uids(view)).isEqualTo(uids(other));
        assertThat(view.modseq()).isEqualTo(other.modseq());
        assertThat(view.uidNext()).isEqualTo(other.uidNext());
        assertThat(view.keywords()).isEqualTo(other.keywords());
        for (var i = 0; i < view.size(); i++) {
            assertThat(row(view, i)).isEqualTo(row(other, i));
        }
    }

    private static List<Object> row(MailboxView view, int index) {
        return List.of(
                view.uid(index),
                view.flags(index),
                view.keywords(index),
                view.modseq(index),
                view.octets(index),
                view.internalDate(index),
                view.message(index));
    }

    List<String> subjects(AccountId account, MailboxView view) {
        var messages = new long[view.size()];
        for (var i = 0; i < messages.length; i++) {
            messages[i] = view.message(i);
        }
        return store.messages().summaries(account, messages).stream()
                .map(Messages.Summary::subject)
                .toList();
    }

    static <T> T unchecked(java.util.concurrent.Callable<T> work) {
        try {
            return work.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
