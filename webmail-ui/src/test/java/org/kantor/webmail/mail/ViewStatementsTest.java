package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.router.Router;
import com.vaadin.flow.server.RouteRegistry;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.groupware.calendar.internal.StoredCalendars;
import org.kantor.groupware.contacts.internal.StoredAddressBooks;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CounterEntity;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.search.internal.LuceneMessageIndex;
import org.kantor.mail.search.internal.SearchService;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.store.Store;
import org.kantor.mail.submission.Outbox;
import org.kantor.mail.submission.Submissions;
import org.kantor.mail.submission.internal.OutboxSql;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.testkit.TestDatabase;
import org.kantor.webmail.cards.Cards;
import org.kantor.webmail.composer.WritingIn;
import org.kantor.webmail.content.StoredContents;
import org.kantor.webmail.fake.MemorySettings;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.fake.Statements;
import org.kantor.webmail.receipts.Receipts;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Docked;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Toasts;
import org.kantor.webmail.subscriptions.Subscriptions;
import org.kantor.webmail.warnings.Warnings;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How many SQL statements views of mail cost, with the page's own parts over the real store, and what that does not depend on. Settings and the directory answer from memory, as they do in the
 * server after a first time, which their own tests count.
 */
class ViewStatementsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(
            Stream.concat(Stream.of(Store.ENTITIES), Stream.of(CollectionEntity.class, CounterEntity.class))
                    .toArray(Class<?>[]::new));

    private static final Actor ACTOR = new Actor("test", "", null);
    private static final String PLAIN = "\r\nText\r\n";

    @TempDir
    Path folder;

    private final Statements statements;
    private final MemorySettings settings = new MemorySettings();
    private final List<LuceneMessageIndex> indexes = new ArrayList<>();
    private Account alice;

    ViewStatementsTest() throws IOException {
        statements = new Statements();
    }

    /** A node of the server, which knows nothing yet, with a page that Alice has opened there. */
    private final class Node {
        final Store store;
        final OpenUi ui = new OpenUi(Locale.ENGLISH);
        final MailSide side;
        final MailDesk desk;
        final FilesView files;
        final Docked docked = new Docked();
        final Source.Folder inbox;

        Node() {
            store = store();
            var changes = store.changes();
            var index = new LuceneMessageIndex(
                    folder.resolve("index" + indexes.size()), db.transactions(), db.jdbc(), store.messages(), changes);
            indexes.add(index);
            var known = new Known(alice, store);
            var signedIn = Stand.in(SignedIn.class, known);
            var directory = Stand.in(Directory.class, known);
            var submissions = Stand.in(Submissions.class, known);
            var books = new StoredAddressBooks(db.entities(), db.jdbc(), changes, db.transactions(), db.clock());
            var calendars =
                    new StoredCalendars(db.entities(), db.jdbc(), changes, db.transactions(), directory, db.clock());
            var contents = StoredContents.of(store.sharing(), signedIn);
            var toasts = new Toasts();
            var outbox = Stand.in(Outbox.class, new Waiting(new OutboxSql(db.jdbc())));
            var writing = WritingIn.of(
                    db,
                    store,
                    contents,
                    directory,
                    books,
                    settings,
                    submissions,
                    outbox,
                    signedIn,
                    toasts,
                    docked,
                    folder);
            var senders = new ImageSenders();
            senders.settings = settings;
            var opener = new MessageOpener(
                    contents,
                    new Cards(calendars, books, signedIn, toasts),
                    new Subscriptions(
                            submissions,
                            store.mailboxes(),
                            store.messages(),
                            directory,
                            db.transactions(),
                            signedIn,
                            toasts,
                            db.clock()),
                    new Receipts(
                            submissions,
                            store.messages(),
                            directory,
                            settings,
                            db.transactions(),
                            signedIn,
                            toasts,
                            db.clock()),
                    new Warnings(
                            directory,
                            Stand.in(Users.class, known),
                            settings,
                            books,
                            store.mailboxes(),
                            store.messages(),
                            index,
                            signedIn,
                            db.clock()),
                    senders,
                    toasts,
                    noVerbs(),
                    directory,
                    signedIn,
                    db.clock());
            var searches = new Searches();
            searches.settings = settings;
            side = new MailSide(
                    store.mailboxes(),
                    store.messages(),
                    store.sharing(),
                    directory,
                    store.labels(),
                    store.recovery(),
                    new ForeignKeywords(),
                    new BulkWork(),
                    db.transactions(),
                    signedIn,
                    toasts,
                    writing,
                    new SavedSearches(searches, signedIn, toasts),
                    new LiveChanges());
            desk = new MailDesk(
                    store.sharing(),
                    settings,
                    db.transactions(),
                    new BulkWork(),
                    contents,
                    opener,
                    signedIn,
                    toasts,
                    writing,
                    store.labels(),
                    store.snoozing(),
                    store.dueDates(),
                    store.recovery(),
                    db.clock());
            desk.at(side, () -> true);
            files = new FilesView(
                    side,
                    new SearchService(index, store.mailboxes(), store.messages(), store.labels(), db.clock()),
                    store.messages(),
                    contents,
                    signedIn,
                    db.clock());
            inbox = new Source.Folder(box("INBOX"));
        }

        /** As the browser asks for them. */
        int rows(int offset) {
            return desk.list()
                    .getChildren()
                    .filter(MailGrid.class::isInstance)
                    .map(MailGrid.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .getDataProvider()
                    .fetch(new Query<>(offset, 50, List.of(), null, null))
                    .toList()
                    .size();
        }

        /** As a page begins: the folders, a list, and its first rows. */
        int show(Source source) {
            side.show();
            desk.show(source, ui);
            return rows(0);
        }

        /** As a page that is there already changes to another list. */
        void list(Source source) {
            desk.show(source, ui);
            assertThat(rows(0)).isPositive();
        }

        /** As a click on its row does. */
        void open(Place place) {
            var element = desk.list().getElement();
            element.getNode()
                    .getFeature(ElementListenerMap.class)
                    .fireEvent(new DomEvent(
                            element,
                            "k-open",
                            JsonNodeFactory.instance.objectNode().put("event.detail.uid", place.toString())));
            assertThat(desk.hasClassName("reading")
                            || place.mailbox().equals(box(SpecialUse.DRAFTS).id()))
                    .isTrue();
        }

        /** A conversation of so many messages in the inbox; the newest. @param seen how many of the oldest were read */
        Place conversation(String id, int messages, int seen) {
            var last = Place.NONE;
            for (var i = 0; i < messages; i++) {
                var refers = i == 0 ? "" : "In-Reply-To: <" + (i - 1) + "." + id + "@example.net>\r\n";
                last = append(
                        box("INBOX"),
                        "Subject: " + id + "\r\nMessage-ID: <" + i + "." + id + "@example.net>\r\n" + refers,
                        PLAIN,
                        i < seen ? Flags.SEEN : 0);
            }
            return last;
        }

        Place newest(Mailbox box) {
            var view = store.messages().view(alice.id(), box.id());
            return new Place(box.id(), view.uid(view.size() - 1));
        }

        Mailbox box(String name) {
            return store.mailboxes().find(alice.id(), name).orElseThrow();
        }

        Mailbox box(SpecialUse use) {
            return store.mailboxes().bySpecialUse(alice.id(), use).orElseThrow();
        }

        Place append(Mailbox box, String header, String body, int flags, String... keywords) {
            var octets = ("From: Carol <carol@example.net>\r\nTo: alice@example.org\r\n" + header + "\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8);
            var message = new NewMessage(
                    octets,
                    MessageParser.parse(octets),
                    flags,
                    Set.of(keywords),
                    db.clock().instant());
            var uid = store.messages()
                    .append(alice.id(), box.id(), List.of(message), ACTOR)
                    .getFirst()
                    .uid();
            return new Place(box.id(), uid);
        }

        void fill(Mailbox box, int messages, String... keywords) {
            IntStream.range(0, messages)
                    .forEach(i -> append(box, "Subject: " + i + " " + messages, PLAIN, 0, keywords));
        }
    }

    private Store store() {
        return Store.open(db.transactions(), db.entities(), db.clock(), folder.resolve("blobs"), account -> Quota.NONE);
    }

    private static <T> T noVerbs() {
        @SuppressWarnings("unchecked")
        var none = (T) Proxy.newProxyInstance(
                ViewStatementsTest.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> Stream.empty());
        return none;
    }

    /** Alice, signed in, whom the directory knows without asking anybody. */
    public record Known(Account account, Store store) {

        public String sessionName() {
            return "browser";
        }

        public Actor actor() {
            return ACTOR;
        }

        public List<EmailAddress> addresses(AccountId id) {
            return List.of(account.address());
        }

        public Optional<Account> account(AccountId id) {
            return Optional.of(account);
        }

        public Optional<Account> byAddress(EmailAddress address) {
            return Optional.of(account);
        }

        public Map<AccountId, Account> accounts(Set<AccountId> ids) {
            return Map.of();
        }

        public List<Account> find(String text, int offset, int limit) {
            return List.of(account);
        }

        public List<Users.Domain> domains() {
            return List.of();
        }

        public boolean isLocal(DomainName domain) {
            return domain.equals(account.address().domain());
        }

        /** Their rights are asked for as the real one does. */
        public List<EmailAddress> senders(AccountId id) {
            var unused = store.sharing().sharedWith(id);
            return addresses(id);
        }
    }

    /** The outbox as far as views look into it. */
    public record Waiting(OutboxSql sql) {
        public Optional<Outbox.Held> find(AccountId account, long message) {
            return sql.find(account, message);
        }
    }

    @BeforeEach
    void makeAlice() {
        var login = "alice" + System.nanoTime();
        var id = new AccountId(db.number("""
                insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                values (?, '', '', 'Alice', 'PERSON', true, 0, now()) returning id
                """, login));
        alice = new Account(
                id,
                login,
                login,
                EmailAddress.of("alice@example.org"),
                "Alice",
                Account.Kind.PERSON,
                true,
                Quota.NONE,
                db.clock().instant());
        db.transactions().run(() -> store().accountMade().accept(id));
    }

    @AfterEach
    void close() {
        indexes.forEach(LuceneMessageIndex::close);
        UI.setCurrent(null);
    }

    private static String multipart(int files, String type, String content) {
        var body = new StringBuilder("\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Text</p>\r\n");
        for (var i = 0; i < files; i++) {
            body.append("--b\r\nContent-Type: " + type + "\r\nContent-Disposition: attachment; filename=f" + i
                    + ".txt\r\n\r\n" + content + "\r\n");
        }
        return body.append("--b--\r\n").toString();
    }

    private static final String MIXED = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n";

    @ParameterizedTest
    @ValueSource(ints = {5, 100})
    void theFirstViewCostsTheSameWhateverFoldersThereAre(int folders) {
        var writer = new Node();
        for (var i = 0; i < folders; i++) {
            var box = writer.store.mailboxes().create(alice.id(), "folder " + i, null, ACTOR);
            writer.fill(box, 1);
        }
        writer.fill(writer.box("INBOX"), 60);
        var node = new Node();
        statements.of("the first view after a log-in, on a server that has just started", db, () -> {
            assertThat(node.show(node.inbox)).isEqualTo(50);
        });
        statements.of("the first view, after others have looked", db, () -> node.show(node.inbox));
    }

    /** Their views are read one by one, and stay. */
    @Test
    void theFirstLookAtAllFoldersCostsThreeStatementsForEachThatHasMail() {
        var writer = new Node();
        writer.fill(writer.box("INBOX"), 1);
        var first = new Node();
        var few = db.count(() -> first.show(new Source.All()));
        for (var i = 0; i < 40; i++) {
            writer.fill(writer.store.mailboxes().create(alice.id(), "folder " + i, null, ACTOR), 1);
        }
        var node = new Node();
        assertThat(db.count(() -> node.show(new Source.All()))).isEqualTo(few + 3 * 40);
        statements.of("All mail", db, () -> node.list(new Source.All()));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 600})
    void aFoldersListCostsTheSameWhateverIsInIt(int messages) {
        var writer = new Node();
        writer.fill(writer.box(SpecialUse.ARCHIVE), messages);
        var node = new Node();
        node.show(node.inbox);
        var archive = new Source.Folder(node.box(SpecialUse.ARCHIVE));
        statements.of("another folder, with its first page", db, () -> {
            node.list(archive);
        });
        statements.of(
                "the next page of a folder",
                db,
                () -> assertThat(node.rows(messages - 10)).isEqualTo(10));
        statements.of("a folder that has been shown, again", db, () -> {
            node.list(archive);
        });
        var open = node.newest(archive.mailbox());
        node.open(open);
        node.desk.refresh();
        writer.store
                .messages()
                .store(
                        alice.id(),
                        open.mailbox(),
                        new long[] {open.uid()},
                        FlagChange.add(Flags.FLAGGED),
                        Long.MAX_VALUE,
                        ACTOR);
        statements.of("folders, list and open message after a change elsewhere", db, () -> {
            node.desk.refresh();
            node.rows(0);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 120})
    void listsOfAllFoldersCostTheSameWhateverIsInThem(int messages) {
        var node = new Node();
        node.store.labels().name(alice.id(), "work", "Work", Labels.Hue.TEAL, ACTOR);
        for (var box : List.of(node.box("INBOX"), node.box(SpecialUse.ARCHIVE))) {
            node.fill(box, messages, "work");
            IntStream.range(0, messages).forEach(i -> node.append(box, "Subject: star", PLAIN, Flags.FLAGGED));
        }
        node.side.show();
        node.list(new Source.All());
        statements.of("All mail", db, () -> node.list(new Source.All()));
        statements.of("Starred", db, () -> node.list(new Source.Starred()));
        statements.of("a label", db, () -> node.list(new Source.Labelled("work", "Work")));
        node.list(new Source.All());
        statements.of(
                "the next page of All mail",
                db,
                () -> assertThat(node.rows(messages)).isPositive());
        due(node, node.box("INBOX"));
        node.side.show();
        statements.of("Follow-up", db, () -> node.list(new Source.Due()));
        statements.of("All mail, with follow-up dates in sight", db, () -> node.list(new Source.All()));
    }

    private void due(Node node, Mailbox box) {
        node.store
                .dueDates()
                .set(alice.id(), box.id(), uids(node, box), db.clock().instant().plusSeconds(60), ACTOR);
    }

    private long[] uids(Node node, Mailbox box) {
        var view = node.store.messages().view(alice.id(), box.id());
        return IntStream.range(0, view.size()).mapToLong(view::uid).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 120})
    void whatWaitsCostsTheSameHoweverMuchItIs(int messages) {
        var node = new Node();
        var inbox = node.box("INBOX");
        node.fill(inbox, messages);
        node.store
                .snoozing()
                .snooze(
                        alice.id(),
                        inbox.id(),
                        uids(node, inbox),
                        db.clock().instant().plusSeconds(60),
                        ACTOR);
        var scheduled = node.store.mailboxes().create(alice.id(), "Scheduled", SpecialUse.SCHEDULED, ACTOR);
        node.fill(scheduled, messages);
        node.side.show();
        statements.of("Scheduled", db, () -> node.list(new Source.Folder(scheduled)));
        statements.of("Snoozed", db, () -> node.list(new Source.Folder(node.box(Snoozing.MAILBOX))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300})
    void aMessageIsOpenedWithTheSameStatementsWhateverIsInIt(int more) {
        var node = new Node();
        node.fill(node.box("INBOX"), more);
        var first = node.append(node.box("INBOX"), "Subject: first", PLAIN, 0);
        var plain = node.append(node.box("INBOX"), "Subject: plain", PLAIN, 0);
        var read = node.append(node.box("INBOX"), "Subject: read", PLAIN, Flags.SEEN);
        var files =
                node.append(node.box("INBOX"), "Subject: files\r\n" + MIXED, multipart(20, "application/pdf", "x"), 0);
        node.show(node.inbox);
        statements.of("the first message that is opened", db, () -> node.open(first));
        statements.of("a message", db, () -> node.open(plain));
        statements.of("a message with files", db, () -> node.open(files));
        statements.of("a message that has been read", db, () -> node.open(read));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void aConversationIsOpenedWithTheSameStatementsHoweverLongItIs(int messages) {
        var node = new Node();
        var first = node.append(node.box("INBOX"), "Subject: first", PLAIN, 0);
        var place = node.conversation("long", messages, messages);
        node.show(node.inbox);
        node.open(first);
        statements.of("a conversation that has been read", db, () -> node.open(place));
    }

    /** Two for each that is shown whole, of which there are never more than these. */
    @ParameterizedTest
    @ValueSource(ints = {11, 20, 40})
    void ofAConversationsUnreadMessagesNoMoreThanElevenAreRead(int messages) {
        var node = new Node();
        var first = node.append(node.box("INBOX"), "Subject: first", PLAIN, 0);
        var place = node.conversation("unread", messages + 1, 1);
        node.show(node.inbox);
        node.open(first);
        statements.of("a conversation of which 11 or more are unread", db, () -> node.open(place));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void theFilesOfAllMailCostTheSameHoweverManyThereAre(int messages) {
        var node = new Node();
        for (var i = 0; i < messages; i++) {
            node.append(node.box("INBOX"), "Subject: " + i + "\r\n" + MIXED, multipart(3, "application/pdf", "x"), 0);
            node.append(node.box("INBOX"), "Subject: " + i + "\r\n" + MIXED, multipart(1, "application/zip", "PK"), 0);
        }
        Runnable look = () -> node.files.beforeEnter(new BeforeEnterEvent(
                new Router(Stand.in(RouteRegistry.class, new Object())),
                NavigationTrigger.PROGRAMMATIC,
                new Location("mail/files"),
                FilesView.class,
                node.ui,
                List.of()));
        look.run();
        statements.of("the files of all mail", db, look);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12})
    void aDraftIsOpenedWithTheSameStatementsWhateverIsInIt(int files) {
        var node = new Node();
        var draft = node.append(
                node.box(SpecialUse.DRAFTS),
                "Subject: draft\r\n" + MIXED,
                multipart(files, "application/pdf", "x"),
                Flags.DRAFT | Flags.SEEN);
        node.show(new Source.Folder(node.box(SpecialUse.DRAFTS)));
        statements.of("a draft, in its window", db, () -> node.open(draft));
        assertThat(node.docked.getChildren().map(child -> child.getElement().getTag()))
                .contains("k-composer");
    }

    private static String invitation(int number) {
        return """
                --b
                Content-Type: text/calendar; method=REQUEST

                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:test
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:%1$s
                DTSTAMP:20261125T100000Z
                DTSTART:20261125T1%1$s0000Z
                DTEND:20261125T1%1$s3000Z
                SUMMARY:Meeting
                ORGANIZER:mailto:carol@example.net
                ATTENDEE:mailto:alice@example.org
                END:VEVENT
                END:VCALENDAR
                """.formatted(number);
    }

    private static String contact(int number) {
        return """
                --b
                Content-Type: text/vcard
                Content-Disposition: attachment; filename=a.vcf

                BEGIN:VCARD
                VERSION:4.0
                FN:Carol
                EMAIL:carol%s@example.net
                END:VCARD
                """.formatted(number);
    }

    private static Place cards(Node node, IntFunction<String> card, int cards) {
        var parts = IntStream.range(0, cards).mapToObj(card).collect(Collectors.joining());
        return node.append(
                node.box("INBOX"),
                "Subject: cards\r\n" + MIXED,
                multipart(0, "", "").replace("--b--", parts.replace("\n", "\r\n") + "--b--"),
                0);
    }

    @Test
    void anInvitationCostsTwoStatementsMoreAndAContactOne() {
        var node = new Node();
        var first = cards(node, ViewStatementsTest::invitation, 1);
        var plain = node.append(node.box("INBOX"), "Subject: plain", PLAIN, 0);
        var invitations = cards(node, ViewStatementsTest::invitation, 3);
        var contacts = cards(node, ViewStatementsTest::contact, 3);
        node.show(node.inbox);
        // makes the calendar too
        node.open(first);
        var without = db.count(() -> node.open(plain));
        assertThat(db.count(() -> node.open(invitations))).isEqualTo(without + 2 * 3);
        assertThat(db.count(() -> node.open(contacts))).isEqualTo(without + 3);
    }
}
