package org.kantor.webmail.composer;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.UI;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.change.Collection;
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
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.submission.Outbox;
import org.kantor.mail.submission.Submission;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.tx.Transactions;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Docked;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Toasts;

/**
 * Opens composers in this browser tab and sends what they hold. Send makes the message wait in the {@link Outbox}, durably, and closes the window; taking it
 * back opens the draft that lies there, in whichever tab that is asked for.
 */
@UIScoped
public class Writing implements Composer.Desk {

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final MessageContents contents;
    private final Directory directory;
    private final AddressBooks addressBooks;
    private final Recovery recovery;
    private final Outbox outbox;
    private final Identities identities;
    private final Templates templates;
    private final OpenDrafts openDrafts;
    private final Spools spools;
    private final Transactions transactions;
    private final Toasts toasts;
    private final Docked docked;
    private final Clock clock;
    private final Account account;
    private final Actor actor;
    /** What waits and was shown in this tab. */
    private final Set<Long> told = new HashSet<>();

    private @Nullable People people;

    @Inject
    public Writing(
            Mailboxes mailboxes,
            Messages messages,
            MessageContents contents,
            Directory directory,
            AddressBooks addressBooks,
            Recovery recovery,
            Outbox outbox,
            Identities identities,
            Templates templates,
            OpenDrafts openDrafts,
            Spools spools,
            Transactions transactions,
            LiveChanges live,
            Toasts toasts,
            Docked docked,
            SignedIn signedIn,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.contents = contents;
        this.directory = directory;
        this.addressBooks = addressBooks;
        this.recovery = recovery;
        this.outbox = outbox;
        this.identities = identities;
        this.templates = templates;
        this.openDrafts = openDrafts;
        this.spools = spools;
        this.transactions = transactions;
        this.toasts = toasts;
        this.docked = docked;
        this.clock = clock;
        account = signedIn.account();
        actor = signedIn.actor();
        live.watch(docked, account.id(), this::changed);
        docked.addAttachListener(event -> tellWhatWaits());
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
        var own = identities.of(account);
        var self = own.getFirst();
        var draft = Draft.of(self.person())
                .withFrom(self.person(), self.replyToPerson())
                .withRecipients(to, List.of(), List.of());
        open(new Origin(draft.withHtml(""), null, false, null, null, !to.isEmpty()), spools.open(account.id()), own);
    }

    public void reply(Source source, boolean toAll) {
        withSpool(spool -> {
            var own = identities.of(account);
            var self = writtenTo(own, source);
            var lists = ListFields.read(contents.original(source.account(), source.number()));
            var original = quoting(source).original(source.parsed(), source.number(), source.reading(), spool);
            var answers = answers(self, source.account());
            var draft = toAll ? answers.replyAll(original, lists.followUpTo()) : answers.reply(original);
            draft = draft.withFrom(self.person(), self.replyToPerson()).withOptions(source.answered(false));
            open(new Origin(draft, null, true, lists.post(), null, true), spool, own);
        });
    }

    public void forward(Source source) {
        withSpool(spool -> {
            var own = identities.of(account);
            var self = writtenTo(own, source);
            var original = quoting(source).original(source.parsed(), source.number(), source.reading(), spool);
            quoting(source).files(source.number(), source.reading(), spool);
            var draft = answers(self, source.account())
                    .forward(original, List.of(), List.of())
                    .withFrom(self.person(), self.replyToPerson())
                    .withOptions(source.answered(true));
            open(new Origin(draft, null, true, null, source, false), spool, own);
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
            saved(composer, drafts().save(draft, composer.window(), composer.place()));
            var place = composer.place();
            composer.close();
            if (place != null) {
                source(place.mailbox(), place.uid(), place.message()).ifPresent(this::edit);
            }
        } catch (Refused e) {
            composer.reopen(e.sentence());
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
        var written = draft(composer, snapshot.with(html, text, files));
        var attachments = new ArrayList<>(written.attachments());
        attachments.add(quoting(source).whole(source.parsed(), source.number()));
        var octets = Stream.concat(
                        attachments.stream().map(Draft.Attachment::content),
                        written.images().stream().map(Draft.InlineImage::content))
                .mapToLong(content -> content.length)
                .sum();
        if (octets > Spool.LIMIT) {
            throw new Refused(
                    Refused.Code.LIMIT,
                    docked.getTranslation(
                            "compose.wholeTooLarge", attachments.getLast().name()));
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

    /** Takes up a stored draft; shows the window that has it already, if there is one. One that is leaving is taken back. */
    public void edit(Source source) {
        var held = outbox.find(account.id(), source.number());
        if (held.isPresent()) {
            takeBack(held.get());
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
            var own = identities.of(account);
            var self = Identities.writtenTo(
                            own, Person.of(source.parsed().envelope().from()))
                    .orElse(own.getFirst());
            var draft = quoting(source).draft(source.parsed(), source.number(), source.reading(), self, spool);
            open(
                    new Origin(
                            draft,
                            place,
                            draft.inReplyTo() != null,
                            null,
                            null,
                            !draft.to().isEmpty()),
                    spool,
                    own);
        });
    }

    /** Shows a message that leaves later. */
    public void scheduled(Source source) {
        var held = outbox.find(account.id(), source.number());
        if (held.isEmpty()) {
            // another client put it there: nobody said that it should leave
            edit(source);
            return;
        }
        var waits = held.get();
        var when = dates().full(waits.due());
        docked.add(new ScheduledDialog(
                source.parsed().subject().isBlank()
                        ? docked.getTranslation("mail.new")
                        : source.parsed().subject(),
                waits.problem().isEmpty()
                        ? docked.getTranslation("compose.scheduled.leaves", when)
                        : docked.getTranslation("compose.problem", waits.problem()),
                waits.due().toEpochMilli(),
                new ScheduledDialog.Acts() {
                    @Override
                    public void edit() {
                        takeBack(waits);
                    }

                    @Override
                    public void sendNow() {
                        if (outbox.reschedule(account.id(), waits.id(), clock.instant())) {
                            toasts.tell("send", docked.getTranslation("compose.scheduled.going"));
                        } else {
                            toasts.failed(docked.getTranslation("compose.tooLate"));
                        }
                    }

                    @Override
                    public void at(long time) {
                        move(waits, time);
                    }
                }));
    }

    private void move(Outbox.Held waits, long time) {
        var due = Instant.ofEpochMilli(time);
        if (due.isBefore(clock.instant())) {
            toasts.failed(docked.getTranslation("compose.label.past"));
        } else if (outbox.reschedule(account.id(), waits.id(), due)) {
            toasts.tell("clock", docked.getTranslation("compose.scheduled.leaves", dates().full(due)));
        } else {
            toasts.failed(docked.getTranslation("compose.tooLate"));
        }
    }

    private List<Composer> composers() {
        return docked.getChildren()
                .filter(Composer.class::isInstance)
                .map(Composer.class::cast)
                .toList();
    }

    private Composer open(Origin origin, Spool spool, List<Identity> own) {
        composers().forEach(other -> other.getElement().executeJs("this.classList.add('small')"));
        var composer = new Composer(account.id(), origin, spool, own, this);
        var place = origin.former();
        if (place != null && openDrafts.open(account.id(), place, composer)) {
            composer.notice(docked.getTranslation("compose.openElsewhere"));
        }
        docked.add(composer);
        return composer;
    }

    @Override
    public void ended(Composer composer) {
        var last = composer.place();
        if (last != null) {
            openDrafts.close(account.id(), last, composer);
        }
    }

    private Dates dates() {
        return Dates.of(clock, UI.getCurrent());
    }

    private Quoting quoting(Source source) {
        return new Quoting(contents, account.id(), source.account());
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
        return new Answers(self.person(), List.copyOf(own), new Words(docked, dates()));
    }

    private Drafts drafts() {
        var here = clock.withZone(Dates.zone(UI.getCurrent()));
        return new Drafts(mailboxes, messages, transactions, here, account, actor);
    }

    // ---- what composers ask for ----

    @Override
    public String keep(Composer composer, Snapshot snapshot) {
        if (composer.place() == null && snapshot.empty()) {
            composer.taken(snapshot.version());
            return "";
        }
        saved(composer, drafts().save(draft(composer, snapshot), composer.window(), composer.place()));
        composer.taken(snapshot.version());
        return docked.getTranslation("compose.saved", dates().brief(clock.instant()));
    }

    /**
     * Makes a draft of what a browser kept, in place of the draft's last version, and opens it where it was written. What had been sent meanwhile is left alone. What is
     * refused the browser goes on keeping.
     */
    void takeUp(Kept kept) {
        var ui = UI.getCurrent();
        try {
            var drafts = drafts();
            var draft = drafts.writtenIn(kept.window(), SpecialUse.DRAFTS);
            if (!wasSent(drafts, draft, kept.window())
                    && !(kept.place() == null && kept.snapshot().empty())) {
                withSpool(spool -> takeUp(drafts, draft, kept, spool));
            }
            Composer.tell(ui, kept.window(), 0, "", true);
        } catch (Refused e) {
            toasts.failed(e.sentence());
        }
    }

    /** Whether it has left, or waits for that. */
    private boolean wasSent(Drafts drafts, Optional<Drafts.Place> draft, UUID window) {
        return drafts.writtenIn(window, SpecialUse.SENT).isPresent()
                || draft.filter(this::waits).isPresent()
                || drafts.writtenIn(window, SpecialUse.SCHEDULED)
                        .filter(this::waits)
                        .isPresent();
    }

    private boolean waits(Drafts.Place place) {
        return outbox.find(account.id(), place.message()).isPresent();
    }

    /** @param draft the last version that was written in the window; the answer that told of it may have been lost */
    private void takeUp(Drafts drafts, Optional<Drafts.Place> draft, Kept kept, Spool spool) {
        var former = draft.or(
                () -> Optional.ofNullable(kept.place()).filter(drafts::isDraft).filter(place -> !waits(place)));
        former.flatMap(place -> source(place.mailbox(), place.uid(), place.message()))
                .ifPresent(last -> quoting(last)
                        .draft(
                                last.parsed(),
                                last.number(),
                                last.reading(),
                                identities.of(account).getFirst(),
                                spool));
        var missing = new LinkedHashMap<String, String>();
        kept.names().forEach(name -> missing.put(fileName(name), name));
        var files = spool.entries().stream()
                .filter(entry -> missing.containsKey(fileName(entry.name())))
                .toList();
        var snapshot = kept.snapshot()
                .with(
                        kept.snapshot().html(),
                        kept.snapshot().text(),
                        files.stream().map(Spool.Entry::id).collect(Collectors.toUnmodifiableSet()));
        var saved = drafts.save(draft(spool, kept.begun(), snapshot), kept.window(), former.orElse(null));
        spool.close();
        files.forEach(entry -> missing.remove(fileName(entry.name())));
        Runnable open = () -> {
            source(saved.place().mailbox(), saved.place().uid(), saved.place().message())
                    .ifPresent(this::edit);
            composers().stream()
                    .filter(composer -> saved.place().equals(composer.place()) && !missing.isEmpty())
                    .forEach(composer -> composer.reopen(
                            docked.getTranslation("compose.kept.missing", String.join(", ", missing.values()))));
        };
        if (kept.here()) {
            open.run();
            toasts.tell("check", docked.getTranslation("compose.kept.here"));
        } else {
            toasts.offer(
                    "pencil",
                    docked.getTranslation("compose.kept.draft"),
                    docked.getTranslation("compose.kept.open"),
                    open);
        }
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

    /** As it is the same before and after it stood in a message. */
    private static String fileName(String name) {
        return name.replaceAll("[\\s/\\\\\\p{Cntrl}]+", "_");
    }

    private Draft draft(Composer composer, Snapshot snapshot) {
        return draft(composer.spool(), Kept.Begun.of(composer.origin().draft()), snapshot);
    }

    private Draft draft(Spool spool, Kept.Begun begun, Snapshot snapshot) {
        var own = identities.of(account);
        var self = EmailAddress.parse(snapshot.from())
                .flatMap(address -> own.stream()
                        .filter(identity -> identity.address().key().equals(address.key()))
                        .findFirst())
                .orElse(own.getFirst());
        var html = snapshot.plain() ? null : OwnHtml.sendable(snapshot.html());
        var files = new ArrayList<Draft.Attachment>();
        var images = new ArrayList<Draft.InlineImage>();
        for (var entry : spool.entries()) {
            if (entry.inline() && html != null && html.contains("cid:" + entry.id())) {
                images.add(new Draft.InlineImage(entry.id(), entry.name(), entry.mediaType(), entry.content()));
            } else if (!entry.inline() && snapshot.files().contains(entry.id())) {
                files.add(new Draft.Attachment(entry.name(), entry.mediaType(), entry.content()));
            }
        }
        return new Draft(
                self.person(),
                self.replyToPerson(),
                Snapshot.valid(snapshot.to()),
                Snapshot.valid(snapshot.cc()),
                Snapshot.valid(snapshot.bcc()),
                snapshot.subject(),
                html,
                snapshot.plain() ? snapshot.text() : null,
                files,
                images,
                begun.inReplyTo(),
                begun.references(),
                snapshot.options().answering(begun.answered()));
    }

    @Override
    public void send(Composer composer, Snapshot snapshot) {
        try {
            var recipients = snapshot.recipients();
            recipients.forEach(this::check);
            var draft = draft(composer, snapshot);
            if (!snapshot.from().isEmpty() && !draft.from().address().toString().equals(snapshot.from())) {
                throw new Refused(
                        Refused.Code.NO_PERMISSION, docked.getTranslation("compose.notYours", snapshot.from()));
            }
            var seconds = identities.undoSeconds(account);
            var scheduled = snapshot.later() != 0;
            var due = scheduled
                    ? Instant.ofEpochMilli(snapshot.later())
                    : clock.instant().plusSeconds(seconds);
            if (scheduled && due.isBefore(clock.instant())) {
                throw new Refused(Refused.Code.BAD_VALUE, docked.getTranslation("compose.label.past"));
            }
            var drafts = drafts();
            var answered = draft.options().answered();
            var id = transactions.call(() -> {
                var saved = scheduled
                        ? drafts.schedule(draft, composer.window(), composer.place(), due)
                        : drafts.save(draft, composer.window(), composer.place());
                if (!saved.alone()) {
                    // sent already, perhaps, from another window or before a connection broke
                    throw new Refused(Refused.Code.CONDITION, docked.getTranslation("compose.sentElsewhere"));
                }
                var place = saved.place();
                return outbox.hold(
                        account.id(),
                        place.mailbox(),
                        place.message(),
                        new Submission(
                                draft.from().address(),
                                recipients,
                                draft.options().report()),
                        answered == null || answered.forwarded()
                                ? null
                                : new Outbox.Answered(answered.mailbox(), answered.uid(), snapshot.archive()),
                        scheduled,
                        due);
            });
            composer.close();
            told.add(id);
            var first = draft.to().isEmpty()
                    ? recipients.getFirst().toString()
                    : draft.to().getFirst().shown();
            if (scheduled) {
                undoable(id, docked.getTranslation("compose.leavesAt", first, dates().full(due)), Toasts.SECONDS);
            } else if (seconds > 0) {
                undoable(id, docked.getTranslation("compose.leaves", first, seconds), seconds);
            } else {
                toasts.tell("send", docked.getTranslation("compose.sent", first));
            }
        } catch (Refused e) {
            composer.reopen(e.sentence());
        } catch (RuntimeException e) {
            WritingLog.LOG.notSent(account.id().value(), e);
            composer.reopen(docked.getTranslation("compose.notSent"));
        }
    }

    private void check(EmailAddress recipient) {
        if (directory.resolve(recipient) instanceof Directory.Recipient.Unknown) {
            throw new Refused(Refused.Code.NOT_FOUND, docked.getTranslation("compose.unknown", recipient.toString()));
        }
    }

    private void undoable(long id, String text, int seconds) {
        toasts.show(
                "send",
                text,
                () -> outbox.waiting(account.id()).stream()
                        .filter(held -> held.id() == id)
                        .findFirst()
                        .ifPresentOrElse(this::takeBack, () -> toasts.failed(docked.getTranslation("compose.tooLate"))),
                seconds,
                null);
    }

    private void takeBack(Outbox.Held held) {
        var draft = outbox.takeBack(account.id(), held.id(), actor);
        if (draft.isEmpty()) {
            toasts.failed(docked.getTranslation("compose.tooLate"));
            return;
        }
        toasts.hide();
        var place = draft.get();
        source(place.mailbox(), place.uid(), place.message()).ifPresent(this::edit);
        if (!held.problem().isEmpty()) {
            composers().stream()
                    .filter(composer -> {
                        var at = composer.place();
                        return at != null && at.message() == place.message();
                    })
                    .forEach(composer -> composer.reopen(docked.getTranslation("compose.problem", held.problem())));
        }
    }

    private Optional<Source> source(MailboxId mailbox, long uid, long message) {
        return messages.stored(account.id(), new long[] {message}).stream()
                .findFirst()
                .map(stored -> new Source(
                        account.id(), mailbox, uid, message, stored.parsed(), contents.reading(account.id(), message)));
    }

    /** Drafts or what is scheduled changed: perhaps another tab has sent something, or something could not be sent. */
    private void changed(Set<Collection> collections) {
        if (Stream.of(SpecialUse.DRAFTS, SpecialUse.SCHEDULED)
                .flatMap(use -> mailboxes.bySpecialUse(account.id(), use).stream())
                .anyMatch(mailbox -> collections.contains(
                        new Collection(Collection.Kind.MAILBOX, mailbox.id().value())))) {
            tellWhatWaits();
        }
    }

    private void tellWhatWaits() {
        for (var held : outbox.waiting(account.id())) {
            if (!held.problem().isEmpty() && told.add(-held.id())) {
                toasts.show(
                        "circle-alert",
                        docked.getTranslation("compose.problem", held.problem()),
                        () -> takeBack(held),
                        Toasts.SECONDS,
                        null);
            } else if (held.problem().isEmpty() && !held.scheduled() && told.add(held.id())) {
                tellLeaving(held);
            }
        }
    }

    private void tellLeaving(Outbox.Held held) {
        var left = (int) Duration.between(clock.instant(), held.due()).toSeconds();
        messages.summaries(account.id(), new long[] {held.message()}).stream()
                .findFirst()
                .filter(summary -> left > 0)
                .ifPresent(summary ->
                        undoable(held.id(), docked.getTranslation("compose.leaves", summary.to(), left), left));
    }

    @Override
    public void discard(Composer composer) {
        composer.setClassName("sending", true);
        var place = composer.place();
        var deleted = place != null && drafts().discard(place);
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
            recovery.restore(account.id(), List.of(new Recovery.Key(deleted.mailbox(), deleted.uid())), actor);
            drafts().found(deleted).ifPresent(place -> {
                composer.setPlace(place);
                openDrafts.open(account.id(), place, composer);
            });
        } catch (Refused e) {
            toasts.failed(e.sentence());
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
            toasts.tell("check", docked.getTranslation("compose.templates.kept", name));
        } catch (Refused e) {
            toasts.failed(e.sentence());
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
