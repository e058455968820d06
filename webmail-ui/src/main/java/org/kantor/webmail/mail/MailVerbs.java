package org.kantor.webmail.mail;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Recovery;
import org.kantor.mail.store.SpecialUse;
import org.kantor.tx.Transactions;
import org.kantor.webmail.mail.MailActions.Done;
import org.kantor.webmail.mail.MailActions.Step;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.Toasts;

/**
 * The verbs of a list: which messages a verb means, what becomes of each folder's, what is told then and how it is taken back. Up to {@link BulkWork#BATCH} messages change together, more
 * in the background. Belongs to the UI's lock.
 */
final class MailVerbs {

    /** A star is set on, and unread becomes, and a time gets, the newest message of a conversation. */
    private static final Set<String> ON_NEWEST = Set.of("star", "unread", "due");

    private final MailActions actions;
    private final Labels labels;
    private final Recovery recovery;
    private final Transactions transactions;
    private final SignedIn signedIn;
    private final Toasts toasts;
    private final Clock clock;
    private final ListPane list;
    private final Desk desk;
    private final Outcomes outcomes;

    /** Where the list is. */
    interface Desk {

        /** What questions stand on. */
        HtmlContainer component();

        @Nullable
        Source source();

        MailSide side();

        Limits limits();

        /** Something was changed. */
        void refresh();

        /** Messages are gone for good. */
        void removed(List<Picked> picked);
    }

    MailVerbs(
            MailActions actions,
            Labels labels,
            Recovery recovery,
            Transactions transactions,
            BulkWork bulk,
            SignedIn signedIn,
            Toasts toasts,
            Clock clock,
            ListPane list,
            Desk desk) {
        this.actions = actions;
        this.labels = labels;
        this.recovery = recovery;
        this.transactions = transactions;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.clock = clock;
        this.list = list;
        this.desk = desk;
        outcomes = new Outcomes(bulk, toasts, BulkBar.in(list.working()), () -> {
            list.restore();
            desk.refresh();
        });
    }

    /**
     * What can be done with messages, and what is told then: a text with the number of messages and the name of a folder.
     *
     * @param step what is done to the messages of a folder; null where nothing is
     */
    private record Act(Function<Mailbox, @Nullable Step> step, String text, String icon, String name) {}

    /** What the reader asked for, unless it must not be done here. */
    void act(ListPane.Asked asked) {
        var reason = list.reason(asked.action());
        if (!reason.isEmpty()) {
            toasts.failed(reason);
            list.restore();
            return;
        }
        var newestOnly = !asked.everything() && ON_NEWEST.contains(asked.action());
        var picked = asked.everything()
                ? list.everything()
                : newestOnly ? list.newest(asked.rows()) : list.all(asked.rows());
        try {
            if (asked.action().equals("purge") || asked.action().equals("delete") && all(picked, SpecialUse.TRASH)) {
                purge(picked);
            } else {
                perform(
                        what(asked, picked),
                        picked,
                        asked.everything() ? list.size() : asked.rows().size());
            }
        } catch (Refused e) {
            toasts.refused(e);
            list.restore();
        }
        desk.refresh();
    }

    private static boolean all(List<Picked> picked, SpecialUse use) {
        return !picked.isEmpty()
                && picked.stream().allMatch(each -> each.folder().use() == use);
    }

    private Act what(ListPane.Asked asked, List<Picked> picked) {
        return switch (asked.action()) {
            case "archive" -> file(picked, SpecialUse.ARCHIVE, "mail.archived", "archive");
            case "delete" -> move(folder -> true, by(SpecialUse.TRASH), "mail.deleted", "trash-2", "");
            case "spam" ->
                all(picked, SpecialUse.JUNK)
                        ? move(folder -> true, this::inbox, "mail.notSpam", "inbox", "")
                        : file(picked, SpecialUse.JUNK, "mail.spam", "octagon-alert");
            case "move" -> {
                var to = desk.side().folder(new MailboxId(asked.target())).orElseThrow(MailVerbs::noFolder);
                yield move(filed(picked), folder -> to, "mail.moved", "folder-input", Folders.title(to, list));
            }
            case "copy" -> {
                var to = desk.side().folder(new MailboxId(asked.target())).orElseThrow(MailVerbs::noFolder);
                var back = desk.limits().gives(to);
                yield new Act(
                        folder -> folder.id().equals(to.id()) ? null : actions.copy(folder, to, back),
                        "mail.copied",
                        "copy",
                        Folders.title(to, list));
            }
            case "snooze" -> {
                var until = Instant.ofEpochMilli(asked.target());
                var filed = filed(picked);
                yield new Act(
                        folder -> filed.test(folder) ? actions.snooze(folder, until) : null,
                        "mail.snoozed",
                        "clock",
                        Dates.of(clock, UI.getCurrent()).soon(until));
            }
            case "unsnooze" ->
                new Act(
                        folder -> Folders.isSnoozed(folder) ? actions.bringBack(folder, inbox(folder)) : null,
                        "mail.unsnoozed",
                        "inbox",
                        "");
            case "mute" -> {
                // in a list of several folders, what has been filed stays where it is
                var here = desk.source() instanceof Source.Folder;
                var filed =
                        here || picked.stream().anyMatch(each -> each.folder().isInbox());
                yield new Act(
                        folder -> actions.mute(
                                folder,
                                here || folder.isInbox()
                                        ? by(SpecialUse.ARCHIVE).apply(folder)
                                        : folder),
                        filed ? "mail.muted" : "mail.mutedHere",
                        "bell-off",
                        "");
            }
            case "unmute" -> new Act(actions::unmute, "mail.unmuted", "bell", "");
            case "due" -> {
                var by = Instant.ofEpochMilli(asked.target());
                yield new Act(
                        folder -> actions.due(folder, by),
                        "mail.due",
                        "flag",
                        Dates.of(clock, UI.getCurrent()).soon(by));
            }
            case "done" -> new Act(folder -> actions.due(folder, null), "mail.done", "check", "");
            case "label", "unlabel" -> label(asked.label(), asked.action().equals("label"));
            case "newlabel" -> {
                var hues = Labels.Hue.values();
                var hue = hues[desk.side().labels().size() % hues.length];
                var made = labels.create(signedIn.account().id(), asked.label(), hue, signedIn.actor());
                desk.side().labelsChanged();
                desk.side().show();
                yield label(made.keyword(), true);
            }
            case "read" -> flag(Flags.SEEN, true, "mail.didRead", "mail-open");
            case "unread" -> flag(Flags.SEEN, false, "mail.didUnread", "mail");
            case "star" -> flag(Flags.FLAGGED, true, "mail.didStar", "star");
            case "unstar" -> flag(Flags.FLAGGED, false, "mail.didUnstar", "star");
            default -> throw new Refused(Refused.Code.BAD_VALUE, "There is no such action.");
        };
    }

    /** Which folders things are put away from: what one has sent stays with what was sent, unless nothing else is meant. */
    private static Predicate<Mailbox> filed(List<Picked> picked) {
        return picked.stream().allMatch(each -> Folders.outgoing(each.folder()))
                ? folder -> true
                : folder -> !Folders.outgoing(folder);
    }

    private Act file(List<Picked> picked, SpecialUse use, String text, String icon) {
        return move(filed(picked), by(use), text, icon, "");
    }

    /** Where messages of a folder go when they are filed so. */
    private UnaryOperator<Mailbox> by(SpecialUse use) {
        var limits = desk.limits();
        return folder -> limits.target(folder, use).orElseThrow(MailVerbs::noFolder);
    }

    private Mailbox inbox(Mailbox from) {
        return desk.side()
                .all()
                .filter(folder -> folder.account().equals(from.account()) && folder.isInbox())
                .findFirst()
                .orElseThrow(MailVerbs::noFolder);
    }

    private static Refused noFolder() {
        return new Refused(Refused.Code.NOT_FOUND, "The folder does not exist.");
    }

    private Act move(Predicate<Mailbox> from, UnaryOperator<Mailbox> to, String text, String icon, String name) {
        var limits = desk.limits();
        return new Act(
                folder -> {
                    if (!from.test(folder)) {
                        return null;
                    }
                    var target = to.apply(folder);
                    return target.id().equals(folder.id()) ? null : actions.move(folder, target, limits.takes(folder));
                },
                text,
                icon,
                name);
    }

    private Act label(String keyword, boolean on) {
        var name = desk.side().labels().stream()
                .filter(label -> label.keyword().equals(keyword))
                .map(Labels.Label::name)
                .findFirst()
                .orElse(keyword);
        return new Act(
                folder -> actions.keyword(folder, keyword, on), on ? "mail.labelled" : "mail.unlabelled", "tag", name);
    }

    private Act flag(int flag, boolean on, String text, String icon) {
        return new Act(folder -> actions.flag(folder, flag, on), text, icon, "");
    }

    /** @param rows how many rows were meant, each of which may be several messages */
    private void perform(Act act, List<Picked> picked, int rows) {
        var parts = new ArrayList<Supplier<Done>>();
        for (var each : picked) {
            var step = act.step().apply(each.folder());
            if (step != null) {
                parts.addAll(BulkWork.batches(each.uids(), step));
            }
        }
        BiFunction<Act, Integer, String> text = (done, count) -> {
            var told = list.getTranslation(done.text(), count, done.name());
            return rows > 1 && count > rows ? list.getTranslation("mail.ofConversations", told, rows) : told;
        };
        if (Picked.count(picked) <= BulkWork.BATCH) {
            var done = together(parts);
            var count = done.stream().mapToInt(Done::count).sum();
            if (count > 0 && done.stream().allMatch(Done::canBeUndone)) {
                toasts.undoable(
                        act.icon(),
                        text.apply(act, count),
                        () -> transactions.run(() -> done.reversed().forEach(Done::takeBack)),
                        () -> {
                            // what has not been moved comes back by the same name
                            list.restore();
                            desk.refresh();
                        });
            } else if (count > 0) {
                toasts.tell(act.icon(), text.apply(act, count));
            } else {
                toasts.tell("circle-alert", list.getTranslation("mail.nothing"));
                list.restore();
            }
            return;
        }
        outcomes.run(parts, Picked.count(picked), act.icon(), count -> text.apply(act, count));
    }

    /** All or nothing. */
    private List<Done> together(List<Supplier<Done>> parts) {
        return parts.size() == 1
                ? List.of(parts.getFirst().get())
                : transactions.call(() -> parts.stream().map(Supplier::get).toList());
    }

    private void purge(List<Picked> picked) {
        var count = Picked.count(picked);
        var self = signedIn.account().id();
        var own = picked.stream().allMatch(each -> each.folder().account().equals(self));
        var days = recovery.kept().toDays();
        list.restore();
        Ask.about(
                desk.component(),
                list.getTranslation("purge.title", count),
                own && days > 0
                        ? list.getTranslation("purge.text", count, days)
                        : list.getTranslation("purge.never", count),
                list.getTranslation("purge.do", count),
                () -> {
                    var parts = picked.stream()
                            .flatMap(each ->
                                    BulkWork.batches(each.uids(), actions.removeForGood(each.folder())).stream())
                            .toList();
                    if (count <= BulkWork.BATCH) {
                        together(parts);
                    } else {
                        outcomes.run(
                                parts, count, "trash-2", removed -> list.getTranslation("folders.emptied", removed));
                    }
                    desk.removed(picked);
                    list.clearPicked();
                    desk.refresh();
                });
    }
}
