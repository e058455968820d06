package org.kantor.webmail.composer;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.Component;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Answers;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.DraftOptions;
import org.kantor.mail.compose.ListFields;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Recovery;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.shell.Docked;
import org.kantor.webmail.shell.Toasts;

/** Opens composers in this browser tab, keeps what they hold as drafts, and has {@link Leaving} send it. */
@UIScoped
public class Writing implements Composer.Desk {

    private final Author author;
    private final Leaving leaving;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final MessageContents contents;
    private final Directory directory;
    private final AddressBooks addressBooks;
    private final Recovery recovery;
    private final Identities identities;
    private final Templates templates;
    private final OpenDrafts openDrafts;
    private final Spools spools;
    private final Toasts toasts;
    private final Docked docked;
    private final Clock clock;
    private final Account account;

    private @Nullable People people;

    @Inject
    public Writing(
            Author author,
            Leaving leaving,
            Mailboxes mailboxes,
            Messages messages,
            MessageContents contents,
            Directory directory,
            AddressBooks addressBooks,
            Recovery recovery,
            Identities identities,
            Templates templates,
            OpenDrafts openDrafts,
            Spools spools,
            Toasts toasts,
            Docked docked,
            Clock clock) {
        this.author = author;
        this.leaving = leaving;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.contents = contents;
        this.directory = directory;
        this.addressBooks = addressBooks;
        this.recovery = recovery;
        this.identities = identities;
        this.templates = templates;
        this.openDrafts = openDrafts;
        this.spools = spools;
        this.toasts = toasts;
        this.docked = docked;
        this.clock = clock;
        account = author.account();
    }

    /** A message that is read, as the source of an answer. */
    public record Source(
            AccountId account, MailboxId mailbox, long uid, long number, ParsedMessage parsed, Reading reading) {

        /** What is marked when the answer leaves, as far as its author may. */
        private DraftOptions answered(boolean forwarded) {
            return DraftOptions.NONE.answering(new DraftOptions.Answered(mailbox, uid, forwarded));
        }
    }

    /** An empty message, perhaps to somebody. */
    public void newMessage(List<Person> to) {
        var own = author.identities();
        var self = own.getFirst();
        var draft = Draft.of(self.person())
                .withFrom(self.person(), self.replyToPerson())
                .withRecipients(to, List.of(), List.of());
        open(
                new Origin(draft.withHtml(""), null, null, false, null, null, !to.isEmpty()),
                spools.open(account.id()),
                own);
    }

    public void reply(Source source, boolean toAll) {
        withSpool(spool -> {
            var own = author.identities();
            var self = writtenTo(own, source);
            var lists = ListFields.read(contents.original(source.account(), source.number()));
            var original = author.quoting(source.account())
                    .original(source.parsed(), source.number(), source.reading(), spool);
            var answers = answers(self, source.account());
            var draft = toAll ? answers.replyAll(original, lists.followUpTo()) : answers.reply(original);
            draft = draft.withFrom(self.person(), self.replyToPerson()).withOptions(source.answered(false));
            open(new Origin(draft, null, null, true, lists.post(), null, true), spool, own);
        });
    }

    public void forward(Source source) {
        withSpool(spool -> {
            var own = author.identities();
            var self = writtenTo(own, source);
            var quoting = author.quoting(source.account());
            var original = quoting.original(source.parsed(), source.number(), source.reading(), spool);
            quoting.files(source.parsed(), source.number(), source.reading(), spool);
            var draft = answers(self, source.account())
                    .forward(original, List.of(), List.of())
                    .withFrom(self.person(), self.replyToPerson())
                    .withOptions(source.answered(true));
            open(new Origin(draft, null, null, true, null, source, false), spool, own);
        });
    }

    /** What was put there for a window that does not open is gone again. */
    private void withSpool(Consumer<Spool> opening) {
        var spool = spools.open(account.id());
        try {
            opening.accept(spool);
        } catch (RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    /** It becomes a draft, with all that was written and attached, and that one is opened in place of this window. */
    @Override
    public void forwardWhole(Composer composer, Snapshot snapshot) {
        var source = composer.origin().forwarded();
        if (source == null) {
            return;
        }
        try {
            var draft = whole(composer, snapshot, source);
            saved(composer, author.drafts().save(draft, composer.window(), composer.place()));
            var place = composer.place();
            composer.close();
            if (place != null) {
                author.source(place).ifPresent(this::edit);
            }
        } catch (Refused e) {
            composer.reopen(e);
        }
    }

    private Draft whole(Composer composer, Snapshot snapshot, Source source) {
        var begun = composer.origin().draft();
        var html = OwnHtml.withoutQuotation(snapshot.html(), begun.html() == null ? "" : begun.html());
        var quoted = begun.text() == null ? "" : begun.text().strip();
        var text = quoted.isEmpty() ? snapshot.text() : snapshot.text().replace(quoted, "");
        var files = snapshot.files().stream()
                .filter(id -> !Quoting.isOf(source.number(), id))
                .collect(Collectors.toUnmodifiableSet());
        var written = written(composer, snapshot.with(html, text, files));
        var attachments = new ArrayList<>(written.attachments());
        attachments.add(author.quoting(source.account()).whole(source.parsed(), source.number()));
        var octets = Stream.concat(
                        attachments.stream().map(Draft.Attachment::content),
                        written.images().stream().map(Draft.InlineImage::content))
                .mapToLong(content -> content.length)
                .sum();
        if (octets > Spool.LIMIT) {
            throw new Refused(
                    Refused.Code.LIMIT,
                    attachments.getLast().name()
                            + " does not fit: files may have 25 MB together. Nothing was changed.");
        }
        return written.withFiles(attachments, written.images());
    }

    private Identity writtenTo(List<Identity> own, Source source) {
        var envelope = source.parsed().envelope();
        var recipients = new ArrayList<Person>();
        // what the author wrote before is answered as the same
        recipients.addAll(Person.of(envelope.from()));
        recipients.addAll(Person.of(envelope.to()));
        recipients.addAll(Person.of(envelope.cc()));
        var mailbox =
                source.account().equals(account.id()) ? List.<EmailAddress>of() : directory.addresses(source.account());
        return Identities.answering(own, mailbox, recipients);
    }

    /** When a message leaves and what can be done about that, see {@link Leaving#scheduled}. */
    public Optional<Component> scheduled(long message, Runnable left) {
        return leaving.scheduled(message, left);
    }

    /** Takes up a stored draft; shows the window that has it already, if there is one. One that is leaving is taken back. */
    public void edit(Source source) {
        var held = leaving.waiting(source.number());
        if (held.isPresent()) {
            leaving.takeBack(held.get());
            return;
        }
        var place = new Drafts.Place(source.mailbox(), source.uid(), source.number());
        var already = composers().stream()
                .filter(composer -> place.equals(composer.place()))
                .findFirst();
        if (already.isPresent()) {
            already.get().getElement().executeJs("this.classList.remove('small')");
            return;
        }
        withSpool(spool -> {
            var own = author.identities();
            var self = Identities.writtenTo(
                            own, Person.of(source.parsed().envelope().from()))
                    .orElse(own.getFirst());
            var draft = author.quoting(source.account())
                    .draft(source.parsed(), source.number(), source.reading(), self, spool);
            open(
                    new Origin(
                            draft,
                            place,
                            Window.draftOf(source.parsed().envelope().messageId())
                                    .orElse(null),
                            draft.inReplyTo() != null,
                            null,
                            null,
                            !draft.to().isEmpty()),
                    spool,
                    own);
        });
    }

    private List<Composer> composers() {
        return docked.getChildren()
                .filter(Composer.class::isInstance)
                .map(Composer.class::cast)
                .toList();
    }

    /** The window that has a draft, by the draft's number. */
    Optional<Composer> composerOf(long message) {
        return composers().stream()
                .filter(composer -> {
                    var place = composer.place();
                    return place != null && place.message() == message;
                })
                .findFirst();
    }

    private void open(Origin origin, Spool spool, List<Identity> own) {
        composers()
                .forEach(other ->
                        other.getElement().executeJs("this.classList.add('small'); this.classList.remove('full')"));
        var composer = new Composer(account.id(), origin, spool, own, author.pictures(spool), this);
        var place = origin.former();
        if (place != null && openDrafts.open(account.id(), place, composer)) {
            composer.notice(docked.getTranslation("compose.openElsewhere"));
        }
        docked.add(composer);
    }

    @Override
    public void ended(Composer composer) {
        var last = composer.place();
        if (last != null) {
            openDrafts.close(account.id(), last, composer);
        }
    }

    /** @param mailbox whose message is answered: an answer to all from there does not go to it */
    private Answers answers(Identity self, AccountId mailbox) {
        var own = new LinkedHashSet<>(directory.addresses(account.id()));
        var theirs = directory.addresses(mailbox);
        if (theirs.stream()
                .anyMatch(address -> address.key().equals(self.address().key()))) {
            own.addAll(theirs);
        }
        own.add(self.address());
        return new Answers(self.person(), List.copyOf(own), new Words(docked, author.dates()));
    }

    // ---- what composers ask for ----

    @Override
    public String keep(Composer composer, Snapshot snapshot) {
        if (composer.place() == null && snapshot.empty()) {
            composer.taken(snapshot.version());
            return "";
        }
        saved(composer, author.drafts().save(written(composer, snapshot), composer.window(), composer.place()));
        composer.taken(snapshot.version());
        return docked.getTranslation("compose.saved", author.dates().brief(clock.instant()));
    }

    private Draft written(Composer composer, Snapshot snapshot) {
        return author.written(composer.spool(), Kept.Begun.of(composer.origin().draft()), snapshot);
    }

    private void saved(Composer composer, Drafts.Saved saved) {
        var former = composer.place();
        if (former != null) {
            openDrafts.close(account.id(), former, composer);
        }
        composer.setPlace(saved.place());
        openDrafts.open(account.id(), saved.place(), composer);
        if (!saved.alone()) {
            composer.reopen(docked.getTranslation("compose.changedElsewhere"));
        }
    }

    @Override
    public void send(Composer composer, Snapshot snapshot) {
        leaving.send(composer, snapshot);
    }

    @Override
    public void discard(Composer composer) {
        composer.setClassName("sending", true);
        var place = composer.place();
        var deleted = place != null && author.drafts().discard(place);
        if (place != null) {
            openDrafts.close(account.id(), place, composer);
            composer.setPlace(null);
        }
        toasts.show(
                "trash-2",
                docked.getTranslation("compose.discarded"),
                () -> {
                    if (deleted && place != null) {
                        putBack(composer, place);
                    }
                    composer.setClassName("sending", false);
                    composer.getElement().callJsFunction("goOn");
                },
                Toasts.SECONDS,
                composer::close);
    }

    /** What cannot be put back as it was is kept anew, as the window still has it. */
    private void putBack(Composer composer, Drafts.Place deleted) {
        try {
            recovery.restore(account.id(), List.of(new Recovery.Key(deleted.mailbox(), deleted.uid())), author.actor());
            author.drafts().found(deleted).ifPresent(place -> {
                composer.setPlace(place);
                openDrafts.open(account.id(), place, composer);
            });
        } catch (Refused e) {
            toasts.refused(e);
        }
    }

    @Override
    public Map<String, String> templates() {
        return templates.of(account);
    }

    @Override
    public void keepTemplate(String name, String html) {
        try {
            templates.keep(account, name, html, account.login());
            composers().forEach(Composer::showTemplates);
            toasts.tell("check", docked.getTranslation("compose.templates.kept", name));
        } catch (Refused e) {
            toasts.refused(e);
        }
    }

    @Override
    public String spelling(Identity identity) {
        return identities.spelling(account, identity.address());
    }

    @Override
    public void keepSpelling(String address, String language) {
        identities.setSpelling(account, address, language, account.login());
    }

    @Override
    public List<People.Suggestion> suggest(String text) {
        return people().suggest(text);
    }

    @Override
    public People.Suggestion known(String address) {
        return people().known(address);
    }

    private People people() {
        var known = people;
        if (known == null) {
            known = new People(directory, addressBooks, mailboxes, messages, account.id());
            people = known;
        }
        return Objects.requireNonNull(known);
    }
}
