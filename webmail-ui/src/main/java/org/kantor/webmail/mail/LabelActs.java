package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.tx.Transactions;
import org.kantor.webmail.mail.MailActions.Done;
import org.kantor.webmail.mail.Outcomes.Whole;
import org.kantor.webmail.shell.HueForm;

/** What the side panel does to labels. Belongs to the UI's lock. */
final class LabelActs implements FolderPanel.LabelActs {

    private final Labels labels;
    private final Messages messages;
    private final Transactions transactions;
    private final AccountId account;
    private final Actor actor;
    private final Outcomes outcomes;
    private final Page page;

    /** Where the labels are shown. */
    interface Page {
        List<Label> labels();

        /** Labels are others now. */
        void changed();

        void ask(Component form);
    }

    LabelActs(
            Labels labels,
            Messages messages,
            Transactions transactions,
            AccountId account,
            Actor actor,
            Outcomes outcomes,
            Page page) {
        this.labels = labels;
        this.messages = messages;
        this.transactions = transactions;
        this.account = account;
        this.actor = actor;
        this.outcomes = outcomes;
        this.page = page;
    }

    @Override
    public void create() {
        page.ask(form("labels.new", "labels.create", "", Hue.TEAL, (name, hue) -> {
            labels.create(account, name, hue, actor);
            page.changed();
        }));
    }

    private HueForm<Hue> form(String title, String verb, String before, Hue hue, HueForm.Save<Hue> save) {
        return new HueForm<>(text(title), text(verb), text("labels.name.missing"), before, Labels.LONGEST, hue, save);
    }

    @Override
    public void change(String keyword) {
        with(
                keyword,
                label -> page.ask(form("labels.change", "labels.save", label.name(), label.hue(), (name, hue) -> {
                    labels.change(account, label.keyword(), name, hue, actor);
                    page.changed();
                })));
    }

    /** Takes the label off all messages. */
    @Override
    public void delete(String keyword) {
        with(
                keyword,
                label -> outcomes.complete(
                        deletion(label),
                        "trash-2",
                        text("labels.deleted", label.name()),
                        count -> text("labels.deleted.stopped", count, label.name())));
    }

    /** Until the last step the label stays. */
    Whole deletion(Label label) {
        var batches = new ArrayList<Supplier<Done>>();
        var count = 0;
        for (var place : labels.places(account, label.keyword()).entrySet()) {
            count += place.getValue().length;
            batches.addAll(BulkWork.batches(place.getValue(), uids -> takeOff(place.getKey(), uids, label.keyword())));
        }
        return new Whole(count, batches, () -> forget(label));
    }

    private Done forget(Label label) {
        var rest = transactions.call(() -> {
            var done = labels.places(account, label.keyword()).entrySet().stream()
                    .map(place -> takeOff(place.getKey(), place.getValue(), label.keyword()))
                    .toList();
            labels.delete(account, label.keyword(), actor);
            return done;
        });
        return new Done(
                rest.stream().mapToInt(Done::count).sum(),
                () -> transactions.run(() -> {
                    labels.name(account, label.keyword(), label.name(), label.hue(), actor);
                    rest.forEach(Done::takeBack);
                }));
    }

    private Done takeOff(MailboxId box, long[] uids, String keyword) {
        var changed = put(box, uids, keyword, false);
        return new Done(changed.length, () -> put(box, changed, keyword, true));
    }

    private long[] put(MailboxId box, long[] uids, String keyword, boolean on) {
        return messages.store(account, box, uids, FlagChange.keyword(keyword, on), Long.MAX_VALUE, actor)
                .changed();
    }

    private void with(String keyword, Consumer<Label> then) {
        find(keyword).ifPresent(then);
    }

    private Optional<Label> find(String keyword) {
        return page.labels().stream()
                .filter(label -> label.keyword().equals(keyword))
                .findFirst();
    }

    private static String text(String key, Object... values) {
        return UI.getCurrent().getTranslation(key, values);
    }
}
