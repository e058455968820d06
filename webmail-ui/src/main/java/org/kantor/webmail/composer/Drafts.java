package org.kantor.webmail.composer;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.MessageComposer;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.tx.Transactions;

/** Keeps what is being written in the Drafts folder, and what leaves later in Scheduled: each saving takes the former's place, in one transaction. */
final class Drafts {

    /** How far back it is looked for what became of a draft. */
    private static final int LATEST = 100;

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Transactions transactions;
    private final Clock clock;
    private final Account account;
    private final Actor actor;

    Drafts(
            Mailboxes mailboxes,
            Messages messages,
            Transactions transactions,
            Clock clock,
            Account account,
            Actor actor) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.transactions = transactions;
        this.clock = clock;
        this.account = account;
        this.actor = actor;
    }

    /**
     * Where a draft lies.
     *
     * @param message its number
     */
    record Place(MailboxId mailbox, long uid, long message) {}

    /** @param alone false when the former version was not there any more: another window or client has changed or deleted it, and this one lies beside it */
    record Saved(Place place, boolean alone) {

        private static Saved in(Mailbox folder, Messages.Appended kept, boolean alone) {
            return new Saved(new Place(folder.id(), kept.uid(), kept.message()), alone);
        }
    }

    /**
     * @param window where it is written, from which all its versions have their Message-ID
     * @param former the draft's last version; null for the first
     */
    Saved save(Draft draft, Window window, @Nullable Place former) {
        return save(draft, window, former, SpecialUse.DRAFTS, clock.instant());
    }

    /** Puts it among the scheduled messages, dated with the time at which it leaves. */
    Saved schedule(Draft draft, Window window, @Nullable Place former, Instant due) {
        return save(draft, window, former, SpecialUse.SCHEDULED, due);
    }

    private Saved save(Draft draft, Window window, @Nullable Place former, SpecialUse use, Instant at) {
        var content = new MessageComposer(Clock.fixed(at, clock.getZone()))
                .compose(draft, window.local())
                .content();
        var message = new NewMessage(content, MessageParser.parse(content), Flags.DRAFT | Flags.SEEN, Set.of(), at);
        if (former != null && isThere(former)) {
            try {
                return transactions.call(() -> {
                    var folder = folder(use);
                    var kept =
                            messages.replace(account.id(), former.mailbox(), former.uid(), folder.id(), message, actor);
                    return Saved.in(folder, kept, true);
                });
            } catch (Refused e) {
                if (e.code() != Refused.Code.NOT_FOUND || transactions.active()) {
                    throw e;
                }
                // gone since it was looked for
            }
        }
        return transactions.call(() -> {
            var folder = folder(use);
            var kept = messages.append(account.id(), folder.id(), List.of(message), actor)
                    .getFirst();
            return Saved.in(folder, kept, former == null);
        });
    }

    /** What fits among the latest messages of a folder, the newest first. */
    List<Place> latest(SpecialUse use, Predicate<ParsedMessage> fits) {
        var folder = mailboxes.bySpecialUse(account.id(), use);
        if (folder.isEmpty()) {
            return List.of();
        }
        var id = folder.get().id();
        var view = messages.view(account.id(), id);
        var numbers = IntStream.range(Math.max(0, view.size() - LATEST), view.size())
                .mapToLong(view::message)
                .toArray();
        return messages.stored(account.id(), numbers).stream()
                .filter(stored -> fits.test(stored.parsed()))
                .flatMap(stored -> found(new Place(id, 0, stored.message())).stream())
                .toList()
                .reversed();
    }

    /** The draft that was written in a window last. */
    Optional<Place> writtenIn(Window window) {
        return latest(
                        SpecialUse.DRAFTS,
                        message -> window.wrote(message.envelope().messageId()))
                .stream()
                .findFirst();
    }

    boolean isThere(Place draft) {
        try {
            return messages.view(account.id(), draft.mailbox()).indexOf(draft.uid()) >= 0;
        } catch (Refused e) {
            // the folder is gone
            return false;
        }
    }

    /** Whether what is said to be a draft is one: the message of that number, among Drafts. */
    boolean isDraft(Place said) {
        return mailboxes.bySpecialUse(account.id(), SpecialUse.DRAFTS).stream()
                .filter(folder -> folder.id().equals(said.mailbox()))
                .flatMap(folder -> found(said).stream())
                .anyMatch(said::equals);
    }

    /** Where a draft lies that was deleted and put back; empty if it was not, or is somewhere else. */
    Optional<Place> found(Place former) {
        var view = messages.view(account.id(), former.mailbox());
        return IntStream.range(0, view.size())
                .filter(index -> view.message(index) == former.message())
                .mapToObj(index -> new Place(former.mailbox(), view.uid(index), former.message()))
                .findFirst();
    }

    /** Deletes a draft, which can be had back; answers whether it was still there. */
    boolean discard(Place draft) {
        return messages.remove(account.id(), draft.mailbox(), new long[] {draft.uid()}, actor).length > 0;
    }

    private Mailbox folder(SpecialUse use) {
        return mailboxes
                .bySpecialUse(account.id(), use)
                .orElseGet(() -> mailboxes.create(account.id(), free(name(use)), use, actor));
    }

    private static String name(SpecialUse use) {
        return use == SpecialUse.SCHEDULED ? "Scheduled" : "Drafts";
    }

    /** The name, or with a number behind it if there is such a mailbox already. */
    private String free(String name) {
        var number = 2;
        var free = name;
        while (mailboxes.find(account.id(), free).isPresent()) {
            free = name + " " + number++;
        }
        return free;
    }
}
