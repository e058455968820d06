package org.kantor.webmail.composer;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Answers;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.MessageComposer;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.submission.Submissions;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.tx.Transactions;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Docked;
import org.kantor.webmail.shell.Toasts;

/**
 * Opens composers in this browser tab and sends what they hold. A message on its way lies among the drafts until the transaction that queues it, files the copy
 * in Sent, removes the draft and marks the answered message.
 */
@UIScoped
public class Writing implements Composer.Desk {

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final MessageContents contents;
    private final Directory directory;
    private final AddressBooks addressBooks;
    private final Submissions submissions;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Toasts toasts;
    private final Docked docked;
    private final Clock clock;
    private final Account account;
    private final Actor actor;
    private @Nullable People people;

    @Inject
    public Writing(
            Mailboxes mailboxes,
            Messages messages,
            MessageContents contents,
            Directory directory,
            AddressBooks addressBooks,
            Submissions submissions,
            Transactions transactions,
            Outbox outbox,
            Toasts toasts,
            Docked docked,
            SignedIn signedIn,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.contents = contents;
        this.directory = directory;
        this.addressBooks = addressBooks;
        this.submissions = submissions;
        this.transactions = transactions;
        this.outbox = outbox;
        this.toasts = toasts;
        this.docked = docked;
        this.clock = clock;
        account = signedIn.account();
        actor = signedIn.actor();
    }

    /** A message that is read, as the source of an answer. */
    public record Source(MailboxId mailbox, long uid, long number, ParsedMessage parsed, Reading reading) {}

    /** An empty message, perhaps to somebody. */
    public void newMessage(List<Person> to) {
        var draft = Draft.of(self()).withRecipients(to, List.of(), List.of());
        open(new Origin(draft.withHtml(""), null, null, !to.isEmpty()), new Spool());
    }

    public void reply(Source source, boolean toAll) {
        var spool = new Spool();
        var original = quoting().original(source.parsed(), source.number(), source.reading(), spool);
        var draft = toAll ? answers().replyAll(original) : answers().reply(original);
        open(new Origin(draft, new Origin.Answered(source.mailbox(), source.uid()), null, true), spool);
    }

    public void forward(Source source) {
        var spool = new Spool();
        var original = quoting().original(source.parsed(), source.number(), source.reading(), spool);
        quoting().files(source.number(), source.reading(), spool);
        open(new Origin(answers().forward(original, List.of(), List.of()), null, null, false), spool);
    }

    /** Takes up a stored draft; shows the window that has it already, if there is one. */
    public void edit(Source source) {
        var place = new Drafts.Place(source.mailbox(), source.uid());
        var already = composers().stream()
                .filter(composer -> place.equals(composer.place()))
                .findFirst();
        if (already.isPresent()) {
            already.get().getElement().executeJs("this.classList.remove('small')");
            return;
        }
        var spool = new Spool();
        var draft = quoting().draft(source.parsed(), source.number(), source.reading(), self(), spool);
        open(new Origin(draft, null, place, !draft.to().isEmpty()), spool);
    }

    private List<Composer> composers() {
        return docked.getChildren()
                .filter(Composer.class::isInstance)
                .map(Composer.class::cast)
                .toList();
    }

    private void open(Origin origin, Spool spool) {
        composers().forEach(other -> other.getElement().executeJs("this.classList.add('small')"));
        docked.add(new Composer(origin, spool, directory.addresses(account.id()), this));
    }

    private Person self() {
        return new Person(account.displayName(), account.address());
    }

    private Quoting quoting() {
        return new Quoting(contents, account.id());
    }

    private Answers answers() {
        var ui = UI.getCurrent();
        var dates = Dates.of(clock, ui);
        return new Answers(self(), directory.addresses(account.id()), new Words(docked, dates));
    }

    private Drafts drafts() {
        var here = clock.withZone(Dates.zone(UI.getCurrent()));
        return new Drafts(mailboxes, messages, transactions, here, account, actor);
    }

    // ---- what composers ask for ----

    @Override
    public String keep(Composer composer, Snapshot snapshot) {
        if (composer.place() == null && snapshot.empty()) {
            return "";
        }
        try {
            composer.setPlace(drafts().save(draft(composer, snapshot), composer.place()));
            return docked.getTranslation(
                    "compose.saved", Dates.of(clock, UI.getCurrent()).brief(clock.instant()));
        } catch (Refused e) {
            return e.sentence();
        }
    }

    private Draft draft(Composer composer, Snapshot snapshot) {
        var from = EmailAddress.parse(snapshot.from())
                .filter(address -> directory.addresses(account.id()).contains(address))
                .map(address -> new Person(account.displayName(), address))
                .orElseGet(this::self);
        var html = snapshot.plain() ? null : OwnHtml.sendable(snapshot.html());
        var files = new ArrayList<Draft.Attachment>();
        var images = new ArrayList<Draft.InlineImage>();
        for (var entry : composer.spool().entries()) {
            if (entry.inline() && html != null && html.contains("cid:" + entry.id())) {
                images.add(new Draft.InlineImage(entry.id(), entry.name(), entry.mediaType(), entry.content()));
            } else if (!entry.inline() && snapshot.files().contains(entry.id())) {
                files.add(new Draft.Attachment(entry.name(), entry.mediaType(), entry.content()));
            }
        }
        var begun = composer.origin().draft();
        return new Draft(
                from,
                Snapshot.valid(snapshot.to()),
                Snapshot.valid(snapshot.cc()),
                Snapshot.valid(snapshot.bcc()),
                snapshot.subject(),
                html,
                snapshot.plain() ? snapshot.text() : null,
                files,
                images,
                begun.inReplyTo(),
                begun.references());
    }

    @Override
    public void send(Composer composer, Snapshot snapshot) {
        try {
            var recipients = snapshot.recipients();
            recipients.forEach(this::check);
            var draft = draft(composer, snapshot);
            var drafts = drafts();
            var place = drafts.save(draft, composer.place());
            composer.setPlace(place);
            var content = new MessageComposer(clock.withZone(Dates.zone(UI.getCurrent())))
                    .compose(draft)
                    .content();
            var ui = UI.getCurrent();
            composer.setClassName("sending", true);
            var answered = composer.origin().answered();
            var waiting = outbox.after(Toasts.SECONDS, () -> {
                var problem = deliver(drafts, place, answered, draft.from().address(), recipients, content);
                tell(ui, composer, problem);
            });
            var first = draft.to().isEmpty()
                    ? recipients.getFirst().toString()
                    : draft.to().getFirst().shown();
            toasts.undoable("send", docked.getTranslation("compose.leaves", first, Toasts.SECONDS), () -> {
                if (waiting.takeBack()) {
                    composer.setClassName("sending", false);
                } else {
                    toasts.tell("send", docked.getTranslation("compose.tooLate"));
                }
            });
        } catch (Refused e) {
            composer.reopen(e.sentence());
        }
    }

    private void check(EmailAddress recipient) {
        if (directory.resolve(recipient) instanceof Directory.Recipient.Unknown) {
            throw new Refused(Refused.Code.NOT_FOUND, docked.getTranslation("compose.unknown", recipient.toString()));
        }
    }

    /** Answers why it was not sent; null if it was. Called on a thread of the pool. */
    private @Nullable String deliver(
            Drafts drafts,
            Drafts.Place place,
            Origin.@Nullable Answered answered,
            EmailAddress sender,
            List<EmailAddress> recipients,
            byte[] content) {
        try {
            transactions.run(() -> {
                drafts.copyToSent(content);
                drafts.discard(place);
                if (answered != null) {
                    var uids = new long[] {answered.uid()};
                    messages.store(
                            account.id(),
                            answered.mailbox(),
                            uids,
                            FlagChange.add(Flags.ANSWERED),
                            Long.MAX_VALUE,
                            actor);
                }
                submissions.submit(account.id(), sender, recipients, content, actor);
            });
            return null;
        } catch (Refused e) {
            return e.sentence();
        } catch (RuntimeException e) {
            WritingLog.LOG.notSent(account.id().value(), e);
            return "";
        }
    }

    private void tell(UI ui, Composer composer, @Nullable String problem) {
        try {
            var unused = ui.access(() -> {
                if (problem == null) {
                    composer.close();
                } else {
                    composer.setClassName("sending", false);
                    composer.reopen(problem.isEmpty() ? docked.getTranslation("compose.notSent") : problem);
                }
            });
        } catch (UIDetachedException e) {
            composer.spool().clear();
        }
    }

    @Override
    public void discard(Composer composer) {
        composer.setClassName("sending", true);
        toasts.show(
                "trash-2",
                docked.getTranslation("compose.discarded"),
                () -> composer.setClassName("sending", false),
                Toasts.SECONDS,
                () -> {
                    var place = composer.place();
                    if (place != null) {
                        drafts().discard(place);
                    }
                    composer.close();
                });
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
