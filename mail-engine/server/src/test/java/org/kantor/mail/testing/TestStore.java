package org.kantor.mail.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.store.Deliveries;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Store;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.TestDatabase;

/** The real store over a test's database, with the accounts of {@link TestPeople} in its tables. */
public final class TestStore {

    private static final Actor ACTOR = new Actor("system", "", null);

    private final TestDatabase db;
    /** The accounts in which there is no room. */
    private final Set<AccountId> full = ConcurrentHashMap.newKeySet();

    public final Store store;
    public final MessageIndex index;

    public TestStore(TestDatabase db) {
        this.db = db;
        try {
            var blobs = Files.createTempDirectory("kantor-blobs");
            this.store = Store.open(
                    db.transactions(),
                    db.entities(),
                    db.clock(),
                    blobs,
                    account -> full.contains(account) ? new Quota(1, 0) : Quota.NONE);
            this.index = MessageIndex.open(
                    Files.createTempDirectory("kantor-index"), db.transactions(), db.entities(), store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives an account of the directory its row and its mailboxes, once a database. */
    public void make(AccountId account, String name) {
        db.execute("""
                insert into account (id, login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                overriding system value values (?, ?, ?, '', ?, 'PERSON', true, 0, now())""", account.value(), name, name, name);
        db.transactions().run(() -> store.accountMade().accept(account));
    }

    public void deliver(AccountId account, String content) {
        var octets = content.getBytes(StandardCharsets.UTF_8);
        var message = new NewMessage(
                octets, MessageParser.parse(octets), 0, Set.of(), db.clock().instant());
        store.deliveries().deliver(new Deliveries.Delivery(account, Mailbox.INBOX, message, ACTOR));
    }

    public void full(AccountId account, boolean on) {
        if (on) {
            full.add(account);
        } else {
            full.remove(account);
        }
    }

    /** How many messages lie in the account's INBOX. */
    public int count(AccountId account) {
        var inbox = store.mailboxes().find(account, Mailbox.INBOX).orElseThrow();
        return store.messages().view(account, inbox.id()).size();
    }
}
