package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.bean.TemporaryFiles;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.MessageComposer;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.submission.Submissions;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Transactions;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.MessageReader;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.MemorySettings;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Docked;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Toasts;
import tools.jackson.databind.node.JsonNodeFactory;

/** What becomes of a signature with a picture: a window, a message, a draft that is taken up again. */
class SignaturePicturesTest {

    private static final Account ALICE = Alice.person(1, "alice", "Alice");
    private static final Draft.InlineImage LOGO = Identities.picture(
                    "logo.png", "\u0089PNG\r\n\u001a\nlogo".getBytes(StandardCharsets.ISO_8859_1))
            .orElseThrow();
    private static final String SIGNATURE =
            "<p><b>Alice</b><br><img src=\"cid:" + LOGO.contentId() + "\" alt=\"logo.png\" width=\"120\"></p>";
    private static final Kept.Begun NOTHING = new Kept.Begun(null, List.of(), null);

    @TempDir
    private Path folder;

    private final UI ui = new OpenUi(Locale.UK);
    private final MemoryMail mail = new MemoryMail();
    private final Docked docked = new Docked();
    private final Identities identities = new Identities();
    private Spools spools;
    private Author author;
    private Spool spool;

    @BeforeEach
    void open() {
        identities.settings = new MemorySettings();
        identities.submissions = Stand.in(Submissions.class, new Alice.Sent());
        identities.directory = Stand.in(Directory.class, new Alice());
        identities.transactions = Stand.in(Transactions.class, new Alice.Sent());
        keep(SIGNATURE, List.of(LOGO));
        author = new Author(
                Stand.in(Mailboxes.class, mail),
                Stand.in(Messages.class, mail),
                new MessageContents(),
                identities,
                identities.transactions,
                Stand.in(SignedIn.class, new Who()),
                Clock.systemUTC());
        spools = new Spools(new TemporaryFiles(folder));
        spool = spools.open(ALICE.id());
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
        spool.close();
        assertThat(spools.taken(ALICE.id())).isZero();
    }

    /** Whoever is signed in. */
    public static final class Who {
        public Account account() {
            return ALICE;
        }

        public String sessionName() {
            return "browser";
        }
    }

    private void keep(String signature, List<Draft.InlineImage> pictures) {
        var identity = new Identity(EmailAddress.of("alice@example.org"), "Alice", "", signature, "");
        identities.keep(ALICE, List.of(identity), pictures, "alice");
    }

    /** What the window holds, as its script tells it. */
    private Draft written(Spool from, String html) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("subject", "Offer")
                .put("html", html)
                .toString();
        return author.written(from, NOTHING, Snapshot.of(json));
    }

    private static String signed(String signature) {
        return "<p>Halo</p><div class=\"mail-signature\">" + signature + "</div>";
    }

    private static byte[] message(Draft draft) {
        return new MessageComposer(Clock.systemUTC()).compose(draft).content();
    }

    @Test
    void aPictureOfASignatureIsAPartOfTheMessageAndItsNameStandsInThePlainText() {
        assertThat(author.pictures(spool)).hasSize(1);
        var message = new String(message(written(spool, signed(SIGNATURE))), StandardCharsets.UTF_8);
        assertThat(message)
                .containsOnlyOnce("Content-ID: <" + LOGO.contentId() + ">")
                .contains("Content-Type: image/png", "Content-Disposition: inline", "<b>Alice</b>")
                .contains("src=\"cid:" + LOGO.contentId() + "\"")
                .contains("-- \r\nAlice\r\n[logo.png]\r\n");
        assertThat(written(spool, "<p>Halo</p>").images())
                .as("a message without the signature")
                .isEmpty();
    }

    @Test
    void aDraftThatIsTakenUpAgainHasTheSamePictureWhateverBecameOfTheSignature() {
        author.pictures(spool);
        var octets = message(written(spool, signed(SIGNATURE)));
        keep("<p>Alice</p>", List.of(LOGO));
        assertThat(written(spool, signed(SIGNATURE)).images())
                .as("in the window that is open")
                .hasSize(1);
        var parsed = MessageParser.parse(octets);
        var reading = MessageReader.read(octets, parsed);
        var contents = new MessageContents() {
            @Override
            public byte[] original(AccountId account, long message) {
                return octets;
            }
        };
        var again = spools.open(ALICE.id());
        var self = identities.of(ALICE).getFirst();
        var draft = new Quoting(contents, ALICE.id(), ALICE.id()).draft(parsed, 7, reading, self, again);
        assertThat(author.pictures(again)).isEmpty();
        assertThat(draft.html())
                .contains("<div class=\"mail-signature\">", "data-cid=\"" + LOGO.contentId() + "\"", "width=\"120\"");
        var next = written(again, signed(SIGNATURE));
        assertThat(next.images()).hasSize(1);
        assertThat(next.images().getFirst().contentId()).isEqualTo(LOGO.contentId());
        assertThat(next.images().getFirst().content()).isEqualTo(LOGO.content());
        again.close();
    }

    @Test
    void aPictureOfAnotherUnderTheSameNameTakesNobodysPlace() {
        spool.put(LOGO.contentId(), "picture", "image/png", true, new ByteArrayInputStream(new byte[] {1}));
        author.pictures(spool);
        assertThat(written(spool, signed(SIGNATURE)).images().getFirst().content())
                .isEqualTo(LOGO.content());
    }

    @Test
    void aMessageWithoutRoomIsWrittenWithoutThePicture() {
        spool.put("1", "large", "text/plain", false, new ByteArrayInputStream(new byte[(int) Spool.LIMIT]));
        assertThat(author.pictures(spool)).isEmpty();
        assertThat(spool.entries()).hasSize(1);
    }

    @Test
    void picturesOfSignaturesAreFoundByTheirContentIds() {
        assertThat(TextEditor.pictures(List.of(LOGO)))
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put(LOGO.contentId(), "data:image/png;base64,iVBORw0KGgpsb2dv"));
        assertThat(TextEditor.pictures(List.of())).isEmpty();
    }

    @Test
    void aWindowThatOpensHasThePicturesAndNoFilesForThem() {
        var templates = new Templates();
        templates.settings = identities.settings;
        new Writing(
                        author,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        identities,
                        templates,
                        null,
                        spools,
                        null,
                        docked,
                        Clock.systemUTC())
                .newMessage(List.of());
        ui.add(docked);
        ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
        var composer = docked.getChildren()
                .filter(Composer.class::isInstance)
                .map(Composer.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(composer.getElement().getProperty("pictures")).contains(LOGO.contentId(), "data:image/png;base64,");
        assertThat(composer.getElement().getProperty("identities")).contains("cid:" + LOGO.contentId());
        assertThat(composer.spool().entries()).extracting(Spool.Entry::id).containsExactly(LOGO.contentId());
        assertThat(ui.getInternals().dumpPendingJavaScriptInvocations())
                .extracting(PendingJavaScriptInvocation::getInvocation)
                .filteredOn(call -> call.getExpression().contains("setFiles"))
                .singleElement()
                .satisfies(call -> assertThat(call.getParameters().toString()).doesNotContain(LOGO.contentId()));
        composer.close();
    }

    @Test
    void whatABrowserKeptOfAWindowIsADraftWithItsPictures() {
        var window = UUID.randomUUID().toString();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("account", "1")
                .put("id", window)
                .put("place", "")
                .put("origin", "{}");
        json.putObject("snapshot").put("subject", "Offer").put("html", signed(SIGNATURE));
        var toasts = new Toasts();
        var leaving = new Leaving(
                author,
                null,
                null,
                null,
                null,
                identities,
                identities.transactions,
                new LiveChanges(),
                toasts,
                docked,
                Clock.systemUTC(),
                null);
        new TakingUp(author, leaving, null, spools, toasts, docked)
                .takeUp(Kept.read(json.toString()).orElseThrow());
        assertThat(toasts.getElement().getTextRecursively()).contains("compose.kept.draft");
        var drafts = mail.bySpecialUse(ALICE.id(), SpecialUse.DRAFTS).orElseThrow();
        var view = mail.view(ALICE.id(), drafts.id());
        assertThat(view.size()).isOne();
        assertThat(new String(mail.content(ALICE.id(), view.message(0)), StandardCharsets.UTF_8))
                .contains("Content-ID: <" + LOGO.contentId() + ">", "src=\"cid:" + LOGO.contentId() + "\"");
    }
}
