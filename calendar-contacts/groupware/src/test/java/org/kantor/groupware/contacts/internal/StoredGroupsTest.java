package org.kantor.groupware.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.groupware.Groupware.ACTOR;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.groupware.Groupware;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CounterEntity;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.kernel.AccountId;
import org.kantor.testkit.TestDatabase;

/** What groups do while other clients write. */
class StoredGroupsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(CollectionEntity.class, CounterEntity.class);

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final int MOST_LOOKS = 5_000;

    private Groupware groupware;
    private AddressBooks books;
    private AccountId alice;
    private CollectionId book;

    @BeforeEach
    void anAccountWithCardsThatNobodyHasRead() {
        groupware = new Groupware(db);
        books = groupware.addressBooks();
        alice = groupware.account("alice" + PEOPLE.incrementAndGet()).id();
        book = books.list(alice).getFirst().id();
        put("1", "Carol", "Team");
        put("2", "Dave", "Board");
        db.execute("update contact_entry set categories = null where account = ?", alice.value());
    }

    private void put(String uid, String name, String category) {
        var card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:%s\r\nCATEGORIES:%s\r\nEND:VCARD\r\n"
                .formatted(uid, name, category);
        books.put(alice, book, uid + ".vcf", card.getBytes(StandardCharsets.UTF_8), Precondition.NONE, ACTOR);
    }

    @Test
    void whatIsPutWhileACardIsReadStays() {
        var sql = new ContactSql(new ResourceSql(db.jdbc()));
        var read = db.transactions().call(() -> sql.unread(alice, 10));
        put("1", "Carol", "Crew");
        put("2", "Dave", "Crew");
        db.transactions()
                .run(() -> read.forEach(content ->
                        sql.read(alice, content.resource(), CardFacts.of(ContentReader.read(content.octets())))));
        assertThat(books.groups(alice)).extracting(Group::name).containsExactly("Crew");
    }

    @Test
    void aGroupIsChangedWhileACardIsPut() throws Exception {
        var dave = books.people(alice, "dave", 0, 1).getFirst().ref();
        var adding = new AtomicReference<CompletableFuture<Void>>();
        db.transactions().run(() -> {
            groupware.changes().next(alice);
            adding.set(CompletableFuture.runAsync(
                    () -> books.addToGroup(alice, "Team", new Group.Member(dave, "", "", true), ACTOR)));
            awaitSomebodyWaiting();
            put("1", "Carol", "Crew");
        });
        adding.get().get(30, TimeUnit.SECONDS);
        assertThat(books.groups(alice)).extracting(Group::name).containsExactly("Board", "Crew", "Team");
    }

    private static void awaitSomebodyWaiting() {
        for (var looks = 0; looks < MOST_LOOKS; looks++) {
            if (db.number(
                            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                    > 0) {
                return;
            }
        }
        throw new AssertionError("nobody waits");
    }
}
