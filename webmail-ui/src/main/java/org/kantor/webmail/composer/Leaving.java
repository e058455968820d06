package org.kantor.webmail.composer;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kantor.change.Collection;
import org.kantor.directory.Directory;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.submission.Outbox;
import org.kantor.mail.submission.Submission;
import org.kantor.tx.Transactions;
import org.kantor.webmail.shell.Docked;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Refusals;
import org.kantor.webmail.shell.Toasts;

/**
 * Sends what composers hold. Send makes the message wait in the {@link Outbox}, durably, and closes the window; taking it back opens the draft that lies there, in
 * whichever tab that is asked for.
 */
@UIScoped
public class Leaving {

    private final Author author;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Directory directory;
    private final Outbox outbox;
    private final Identities identities;
    private final Transactions transactions;
    private final Toasts toasts;
    private final Docked docked;
    private final Clock clock;
    private final Instance<Writing> writing;
    /** What waits and was shown in this tab. */
    private final Set<Long> told = new HashSet<>();
    /** Hide what says of a message that it leaves. */
    private final Map<Long, Runnable> notices = new HashMap<>();

    @Inject
    public Leaving(
            Author author,
            Mailboxes mailboxes,
            Messages messages,
            Directory directory,
            Outbox outbox,
            Identities identities,
            Transactions transactions,
            LiveChanges live,
            Toasts toasts,
            Docked docked,
            Clock clock,
            Instance<Writing> writing) {
        this.author = author;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.directory = directory;
        this.outbox = outbox;
        this.identities = identities;
        this.transactions = transactions;
        this.toasts = toasts;
        this.docked = docked;
        this.clock = clock;
        this.writing = writing;
        live.watch(docked, author.account().id(), this::changed);
        docked.addAttachListener(event -> tellWhatWaits());
    }

    void send(Composer composer, Snapshot snapshot) {
        try {
            var recipients = snapshot.recipients();
            recipients.forEach(this::check);
            var draft = author.written(
                    composer.spool(), Kept.Begun.of(composer.origin().draft()), snapshot);
            if (!snapshot.from().isEmpty() && !draft.from().address().toString().equals(snapshot.from())) {
                throw new Refused(Refused.Code.NO_PERMISSION, "You may not send as " + snapshot.from() + ".");
            }
            var seconds = identities.undoSeconds(author.account());
            var scheduled = snapshot.later() != 0;
            var due = scheduled
                    ? Instant.ofEpochMilli(snapshot.later())
                    : clock.instant().plusSeconds(seconds);
            if (scheduled && due.isBefore(clock.instant())) {
                throw new Refused(Refused.Code.BAD_VALUE, "That time is over.");
            }
            var drafts = author.drafts();
            var answered = draft.options().answered();
            var id = transactions.call(() -> {
                var saved = scheduled
                        ? drafts.schedule(draft, composer.window(), composer.place(), due)
                        : drafts.save(draft, composer.window(), composer.place());
                if (!saved.alone()) {
                    // sent already, perhaps, from another window or before a connection broke
                    throw new Refused(
                            Refused.Code.CONDITION,
                            "This draft was sent, changed or deleted elsewhere, or a connection broke while it was sent."
                                    + " Look among Sent and Drafts before you send it again.");
                }
                var place = saved.place();
                return outbox.hold(
                        author.account().id(),
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
                undoable(
                        id,
                        docked.getTranslation(
                                "compose.leavesAt", first, author.dates().full(due)),
                        Toasts.SECONDS);
            } else if (seconds > 0) {
                undoable(id, docked.getTranslation("compose.leaves", first, seconds), seconds);
            } else {
                toasts.tell("send", docked.getTranslation("compose.sent", first));
            }
        } catch (Refused e) {
            composer.reopen(e);
        } catch (RuntimeException e) {
            WritingLog.LOG.notSent(author.account().id().value(), e);
            composer.reopen(docked.getTranslation("compose.notSent"));
        }
    }

    private void check(EmailAddress recipient) {
        if (directory.resolve(recipient) instanceof Directory.Recipient.Unknown) {
            throw new Refused(Refused.Code.NOT_FOUND, "There is nobody here with the address " + recipient + ".");
        }
    }

    private void undoable(long id, String text, int seconds) {
        notices.put(
                id,
                toasts.show(
                        "send",
                        text,
                        () -> outbox.waiting(author.account().id()).stream()
                                .filter(held -> held.id() == id)
                                .findFirst()
                                .ifPresentOrElse(
                                        this::takeBack, () -> toasts.failed(docked.getTranslation("compose.tooLate"))),
                        seconds,
                        () -> notices.remove(id)));
    }

    /** A message that waits for its time to leave, by its number. */
    Optional<Outbox.Held> waiting(long message) {
        return outbox.find(author.account().id(), message);
    }

    /** Whether it is a message that waits for its time to leave. */
    boolean waits(Drafts.Place place) {
        return waiting(place.message()).isPresent();
    }

    /** It is a draft again, and opened. */
    void takeBack(Outbox.Held held) {
        back(held).ifPresent(place -> {
            author.source(place).ifPresent(writing.get()::edit);
            if (!held.problem().isEmpty()) {
                writing.get().composerOf(place.message()).ifPresent(composer -> composer.reopen(problem(held)));
            }
        });
    }

    /** Why it could not leave. */
    private String problem(Outbox.Held held) {
        return docked.getTranslation(
                "compose.problem",
                Refusals.text(
                        Refused.Code.CANNOT, held.problem(), UI.getCurrent().getLocale()));
    }

    /** It is a draft again; empty, which is told, if it is too late. */
    private Optional<Drafts.Place> back(Outbox.Held held) {
        var draft = outbox.takeBack(author.account().id(), held.id(), author.actor());
        if (draft.isEmpty()) {
            toasts.failed(docked.getTranslation("compose.tooLate"));
            return Optional.empty();
        }
        var notice = notices.remove(held.id());
        if (notice != null) {
            notice.run();
        }
        var back = draft.get();
        return Optional.of(new Drafts.Place(back.mailbox(), back.uid(), back.message()));
    }

    /**
     * When a message leaves and what can be done about that; empty if it does not wait.
     *
     * @param message its number
     * @param left told when it is not there any more
     */
    Optional<Component> scheduled(long message, Runnable left) {
        return waiting(message).map(held -> {
            var text = new Span(
                    held.problem().isEmpty()
                            ? docked.getTranslation(
                                    "compose.scheduled.leaves", author.dates().full(held.due()))
                            : problem(held));
            text.addClassName("grow");
            var acts = new Div(
                    act("edit", left, () -> takeBack(held)),
                    act("now", left, () -> sendNow(held)),
                    act(
                            "move",
                            () -> {},
                            () -> docked.add(new TimeDialog(
                                    docked.getTranslation("compose.scheduled.move"),
                                    held.due().toEpochMilli(),
                                    time -> {
                                        if (move(held, time)) {
                                            left.run();
                                        }
                                    }))),
                    act(
                            "cancel",
                            left,
                            () -> back(held)
                                    .ifPresent(place -> toasts.tell(
                                            "check", docked.getTranslation("compose.scheduled.cancelled")))));
            var bar = new Div(new Icon(held.problem().isEmpty() ? "clock" : "circle-alert"), text, acts);
            bar.addClassNames("bar", "leaves");
            bar.getElement().setAttribute("role", "note");
            return bar;
        });
    }

    private NativeButton act(String name, Runnable left, Runnable pressed) {
        var button = new NativeButton(docked.getTranslation("compose.scheduled." + name), event -> {
            pressed.run();
            left.run();
        });
        button.addClassName("linkbtn");
        button.getElement().setAttribute("data-scheduled", name);
        return button;
    }

    private void sendNow(Outbox.Held held) {
        if (outbox.reschedule(author.account().id(), held.id(), clock.instant())) {
            toasts.tell("send", docked.getTranslation("compose.scheduled.going"));
        } else {
            toasts.failed(docked.getTranslation("compose.tooLate"));
        }
    }

    /** Answers whether it leaves at that time. */
    private boolean move(Outbox.Held waits, long time) {
        var due = Instant.ofEpochMilli(time);
        if (due.isBefore(clock.instant())) {
            toasts.failed(docked.getTranslation("compose.label.past"));
            return false;
        }
        var moved = outbox.reschedule(author.account().id(), waits.id(), due);
        if (moved) {
            toasts.tell(
                    "clock",
                    docked.getTranslation(
                            "compose.scheduled.leaves", author.dates().full(due)));
        } else {
            toasts.failed(docked.getTranslation("compose.tooLate"));
        }
        return moved;
    }

    /** Drafts or what is scheduled changed: perhaps another tab has sent something, or something could not be sent. */
    private void changed(Set<Collection> collections) {
        if (Stream.of(SpecialUse.DRAFTS, SpecialUse.SCHEDULED)
                .flatMap(use -> mailboxes.bySpecialUse(author.account().id(), use).stream())
                .anyMatch(mailbox -> collections.contains(
                        new Collection(Collection.Kind.MAILBOX, mailbox.id().value())))) {
            tellWhatWaits();
        }
    }

    private void tellWhatWaits() {
        for (var held : outbox.waiting(author.account().id())) {
            if (!held.problem().isEmpty() && told.add(-held.id())) {
                toasts.show("circle-alert", problem(held), () -> takeBack(held), Toasts.SECONDS, null);
            } else if (held.problem().isEmpty() && !held.scheduled() && told.add(held.id())) {
                tellLeaving(held);
            }
        }
    }

    private void tellLeaving(Outbox.Held held) {
        var left = (int) Duration.between(clock.instant(), held.due()).toSeconds();
        messages.summaries(author.account().id(), new long[] {held.message()}).stream()
                .findFirst()
                .filter(summary -> left > 0)
                .ifPresent(summary ->
                        undoable(held.id(), docked.getTranslation("compose.leaves", summary.to(), left), left));
    }
}
