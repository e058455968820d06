package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.KeyCap;
import org.kantor.webmail.shell.Menu;

/** The open message with what can be done to it. Its buttons name an action; the list's script acts at once and tells the server. */
final class ReaderPane extends Section {

    private static final long serialVersionUID = 1;

    /** How to answer. */
    enum Answer {
        REPLY("reply"),
        REPLY_ALL("reply-all"),
        FORWARD("forward");

        /** What the browser calls it. */
        private final String word;

        Answer(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Optional<Answer> named(String word) {
            return Arrays.stream(values())
                    .filter(answer -> answer.word.equals(word))
                    .findFirst();
        }
    }

    private final transient MessageOpener opener;
    private final Div bar = new Div();
    private final Div scroll = new Div();
    private final Div inner = new Div();
    private final Div leaving = new Div();
    private final Div reply = new Div();
    private final Div marks = new Div();
    private final Span position = new Span();
    private final IconButton spam = button("spam", "octagon-alert", "mail.do.spam");
    private final IconButton unread = button("unread", "mail", "mail.do.markUnread");
    private final NativeButton spamItem;
    private final NativeButton notSpamItem;
    private final IconButton due = button("due", "flag", "mail.do.due");
    private final IconButton flag = button("star", "star", "mail.do.star");
    private @Nullable MessageArticle article;
    private @Nullable ConversationStack stack;
    private transient @Nullable Marks marked;

    ReaderPane(MessageOpener opener) {
        this.opener = opener;
        addClassName("reader");
        getElement().setAttribute("aria-label", getTranslation("reader"));
        var back = button("back", "arrow-left", "reader.back");
        back.addClassName("back");
        var gap = new Span();
        gap.addClassName("grow");
        position.addClassNames("muted", "num", "position");
        flag.addClassName("second");
        spam.addClassName("second");
        due.addClassName("second");
        unread.addClassName("third");
        var label = button("label", "tag", "mail.do.label");
        label.addClassName("third");
        var move = button("move", "folder-input", "mail.do.move");
        move.addClassName("fourth");
        var more = new IconButton("ellipsis", getTranslation("reader.tools.more"));
        more.addClassName("rmore");
        // what has no room in the bar
        var menu = new Menu("reader-more", getTranslation("reader.tools.more"));
        item(menu, "fourth", "move", "folder-input", "mail.do.move");
        item(menu, "third", "label", "tag", "mail.do.label");
        item(menu, "third", "unread", "mail", "mail.do.markUnread");
        item(menu, "second", "due", "flag", "mail.do.due");
        spamItem = item(menu, "second", "spam", "octagon-alert", "mail.do.spam");
        notSpamItem = item(menu, "second", "spam", "inbox", "mail.do.notSpam");
        menu.openedBy(more);
        marks.addClassName("marks");
        bar.add(
                back,
                button("archive", "archive", "mail.do.archive"),
                button("delete", "trash-2", "mail.do.delete"),
                spam,
                line(),
                button("snooze", "clock", "mail.do.snooze"),
                move,
                label,
                unread,
                flag,
                due,
                more,
                menu,
                gap,
                position,
                button("newer", "chevron-up", "reader.newer"),
                button("older", "chevron-down", "reader.older"));
        bar.addClassName("rbar");
        bar.getElement().setAttribute("role", "toolbar").setAttribute("aria-label", getTranslation("reader.tools"));
        scroll.addClassName("rscroll");
        scroll.getElement().setAttribute("tabindex", "-1");
        inner.addClassName("rin");
        scroll.add(inner);
        reply.addClassName("reply");
        add(bar, scroll, reply);
        close();
    }

    private IconButton button(String action, String icon, String key) {
        var verb = Map.of("newer", "previous", "older", "next").getOrDefault(action, action);
        var button = new IconButton(icon, getTranslation(key)).verb(verb);
        button.getElement().setAttribute("data-act", action);
        return button;
    }

    private NativeButton item(Menu menu, String place, String action, String icon, String key) {
        var item = menu.item(icon, getTranslation(key));
        item.addClassName(place);
        item.getElement().setAttribute("data-act", action);
        return item;
    }

    private static Span line() {
        var line = new Span();
        line.addClassName("vr");
        return line;
    }

    /**
     * Shows a message with the conversation it belongs to.
     *
     * @param members the oldest first
     * @param asked the message, one of them
     * @throws org.kantor.kernel.Refused NOT_FOUND when it is gone
     */
    void show(Mailbox mailbox, List<Member> members, long asked, ConversationStack.Desk desk) {
        var byNumber =
                members.stream().collect(Collectors.toMap(Member::message, member -> member, (one, same) -> one));
        var made = new ConversationStack(members, asked, opener, desk, message -> {
            var member = byNumber.get(message.number());
            if (member != null) {
                answerFor(message, desk.acts(member, images -> {}, () -> {}));
            }
        });
        removeClassName("closed");
        bar.setVisible(true);
        inner.removeAll();
        leaving.removeAll();
        leaving.setVisible(false);
        var junk = mailbox.use() == SpecialUse.JUNK;
        spam.setLabel(getTranslation(junk ? "mail.do.notSpam" : "mail.do.spam"));
        spam.setIconName(junk ? "inbox" : "octagon-alert");
        spamItem.setVisible(!junk);
        notSpamItem.setVisible(junk);
        stack = made;
        article = made.askedArticle();
        inner.add(article.heading(), leaving, marks, made);
        flags(made.asked().flags());
        scroll.getElement().setProperty("scrollTop", 0);
        if (members.size() > 1) {
            article.getElement().executeJs("this.scrollIntoView({ block: 'nearest' })");
        }
    }

    /** Words that {@code message-frame.js} marks in what is opened from now on, without case and accents: letters and digits only. */
    void words(Set<String> words) {
        getElement().setAttribute("data-words", String.join(" ", new TreeSet<>(words)));
    }

    /** The message has not left yet: when it does stands above it. */
    void leaves(Component when) {
        if (!when.getElement().getTextRecursively().equals(leaving.getElement().getTextRecursively())) {
            leaving.removeAll();
            leaving.add(when);
            leaving.setVisible(true);
        }
    }

    private void answerFor(OpenMessage message, OpenMessage.Acts acts) {
        reply.removeAll();
        reply.setVisible(acts.canBeAnswered());
        if (acts.canBeAnswered()) {
            reply.add(answers(message, acts));
        }
    }

    /**
     * What is known of the conversation beside its messages, each with what takes it away, if something does.
     *
     * @param labels of the messages that an act means
     * @param snoozed when it comes back; empty for what does not wait
     * @param back when it came back as nobody had answered it; empty for what did not
     * @param due when it is to be dealt with; empty for no such time
     */
    record Marks(List<Label> labels, String snoozed, String back, String due, boolean overdue, boolean muted) {}

    /** Nothing is made anew that is as it was: it may have the focus. */
    void marks(Marks now) {
        if (now.equals(marked)) {
            return;
        }
        marked = now;
        marks.removeAll();
        now.labels().forEach(label -> marks.add(label(label)));
        if (!now.snoozed().isEmpty()) {
            marks.add(mark(
                    "grey", "clock", getTranslation("reader.snoozed", now.snoozed()), "unsnooze", "mail.do.unsnooze"));
        }
        if (!now.back().isEmpty()) {
            marks.add(mark("grey", "bell", getTranslation("reader.unanswered", now.back())));
        }
        if (!now.due().isEmpty()) {
            marks.add(mark(
                    now.overdue() ? "due over" : "due",
                    "flag",
                    getTranslation(now.overdue() ? "reader.overdue" : "reader.due", now.due()),
                    "done",
                    "mail.do.done.short"));
        }
        if (now.muted()) {
            marks.add(mark("grey", "bell-off", getTranslation("reader.muted"), "unmute", "mail.do.unmute"));
        }
        marks.setVisible(marks.getComponentCount() > 0);
    }

    private Component label(Label label) {
        var name = new Span(label.name());
        name.addClassName("trunc");
        name.getElement().setAttribute("dir", "auto");
        var off = new NativeButton();
        off.add(new Icon("x"));
        var text = getTranslation("reader.unlabel", label.name());
        off.getElement()
                .setAttribute("type", "button")
                .setAttribute("data-act", "unlabel")
                .setAttribute("data-label", label.keyword())
                .setAttribute("aria-label", text)
                .setAttribute("title", text);
        var chip = new Span(name, off);
        chip.addClassNames("chip", "label", HuePicker.style(label.hue()));
        return chip;
    }

    private Component mark(String kind, String icon, String text, String action, String key) {
        var back = new NativeButton(getTranslation(key));
        back.addClassName("linkbtn");
        back.getElement().setAttribute("data-act", action);
        var line = mark(kind, icon, text);
        line.add(back);
        return line;
    }

    private static Span mark(String kind, String icon, String text) {
        var chip = new Span(new Icon(icon), new Span(text));
        chip.addClassName("chip");
        chip.addClassNames(kind.split(" "));
        var line = new Span(chip);
        line.addClassName("mark");
        return line;
    }

    /** The open conversation as it is now. */
    void update(List<Member> members) {
        if (stack != null) {
            stack.update(members);
        }
    }

    private Div answers(OpenMessage message, OpenMessage.Acts acts) {
        var main = message.answersDiffer() ? Answer.REPLY_ALL : Answer.REPLY;
        var box = new NativeButton("", event -> acts.answer(main));
        box.addClassName("box");
        var text = new Span(replyText(message));
        text.addClassNames("long", "trunc");
        text.getElement().setAttribute("dir", "auto");
        var brief = new Span(getTranslation(main == Answer.REPLY_ALL ? "reader.replyAll.short" : "reader.reply"));
        brief.addClassName("short");
        var key = new KeyCap(main == Answer.REPLY_ALL ? "replyAll" : "reply");
        box.add(new Icon(main == Answer.REPLY_ALL ? "reply-all" : "reply", "fl"), text, brief, key);
        box.getElement().setAttribute("data-answer", main.word());
        var in = new Div(box);
        in.addClassName("in");
        if (main == Answer.REPLY_ALL) {
            in.add(answer(Answer.REPLY, "reply", "reader.reply", acts, "only"));
        }
        in.add(answer(Answer.FORWARD, "forward", "reader.forward", acts, "also"));
        return in;
    }

    private String replyText(OpenMessage message) {
        var people = message.replyAllPeople();
        return switch (people.size()) {
            case 0 -> getTranslation("reader.reply");
            case 1 -> getTranslation("reader.replyTo", people.getFirst().brief());
            case 2 ->
                getTranslation(
                        "reader.replyTo2",
                        people.getFirst().brief(),
                        people.get(1).brief());
            default ->
                getTranslation(
                        "reader.replyToN",
                        people.getFirst().brief(),
                        people.get(1).brief(),
                        people.size() - 2);
        };
    }

    private NativeButton answer(Answer answer, String icon, String key, OpenMessage.Acts acts, String className) {
        var button = new NativeButton("", event -> acts.answer(answer));
        button.addClassNames("btn", className);
        button.add(new Icon(icon, "fl"), new Span(getTranslation(key)));
        button.getElement().setAttribute("data-answer", icon);
        return button;
    }

    /** Shows the flags as they are now. */
    void flags(int flags) {
        var starred = (flags & Flags.FLAGGED) != 0;
        flag.setClassName("fill", starred);
        flag.setLabel(getTranslation(starred ? "mail.do.unstar" : "mail.do.star"));
        flag.getElement().setAttribute("aria-pressed", Boolean.toString(starred));
        if (article != null) {
            article.showStar(starred);
        }
    }

    /** @param row counted from 0 */
    void position(int row, int of) {
        var numbers = NumberFormat.getIntegerInstance(getLocale());
        position.setText(row < 0 ? "" : getTranslation("reader.position", numbers.format(row + 1), numbers.format(of)));
    }

    /** Nothing is open. */
    void close() {
        article = null;
        stack = null;
        addClassName("closed");
        bar.setVisible(false);
        reply.setVisible(false);
        inner.removeAll();
        inner.add(nothing());
    }

    /** The message could not be shown: where it would be, and why. */
    void failed(String sentence) {
        close();
        removeClassName("closed");
        inner.removeAll();
        var text = new Div(new Paragraph(sentence));
        text.addClassName("b");
        var box = new Div(text);
        box.addClassName("empty");
        inner.add(box);
    }

    private Component nothing() {
        var none = new Paragraph(getTranslation("reader.none"));
        none.addClassName("muted");
        var keys = new Span(new KeyCap("new"), new Span(getTranslation("reader.none.keys")));
        keys.addClassNames("muted", "h", "by-key");
        var text = new Div(none, keys);
        text.addClassName("b");
        var box = new Div(text);
        box.addClassName("empty");
        return box;
    }
}
