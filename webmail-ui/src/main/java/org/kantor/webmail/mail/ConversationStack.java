package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.content.Urls;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.TextButton;

/**
 * The messages of a conversation, the oldest first: the one that was opened, the newest and the unread ones whole, the others as single lines, of which the
 * middle is folded. {@code conversation.js} unfolds it and walks from message to message.
 */
final class ConversationStack extends Div {

    private static final long serialVersionUID = 1;

    /** More unread messages than this stay lines until somebody opens them. */
    private static final int MOST_OPENED = 10;

    private static final int MOST_EXPANDED = 30;

    /** What the stack needs of the view around it. */
    interface Desk {
        /** @throws Refused NOT_FOUND when it is gone */
        OpenMessage open(Member member, boolean remoteImages);

        /**
         * @param again opens it anew, with pictures from elsewhere or as they are wanted
         * @param authorAgain opens all that are shown of the same author anew, with pictures as they are allowed now
         */
        OpenMessage.Acts acts(Member member, Consumer<Boolean> again, Runnable authorAgain);

        /** Previews by message. One query. */
        Map<Long, Messages.Summary> summaries(long[] messages);

        /** These are shown, and so read. */
        void shown(List<Member> members);

        boolean isMine(String address);

        Dates dates();
    }

    /** A message's place in the stack: a line, or the message. */
    private static final class Slot extends Div {
        private static final long serialVersionUID = 1;
        private final transient Member member;
        private @Nullable MessageArticle article;

        Slot(Member member) {
            this.member = member;
            addClassName("slot");
        }

        Optional<MessageArticle> article() {
            return Optional.ofNullable(article);
        }
    }

    private final transient MessageOpener opener;
    private final transient Desk desk;
    private final transient Consumer<OpenMessage> current;
    private final transient Map<Long, Slot> slots = new LinkedHashMap<>();
    private final transient Map<Long, OpenMessage> opened = new LinkedHashMap<>();
    private final Div fold = new Div();
    private final Div about = new Div();
    private final long asked;

    /**
     * @param asked the message that was opened, one of the members
     * @param current told of the message that answers are for
     */
    ConversationStack(
            List<Member> members, long asked, MessageOpener opener, Desk desk, Consumer<OpenMessage> current) {
        this.opener = opener;
        this.desk = desk;
        this.current = current;
        this.asked = asked;
        addClassName("stack");
        about.addClassName("rlab");
        fold.addClassName("fold");
        for (var member : members) {
            slots.put(member.message(), new Slot(member));
        }
        var whole = whole(members);
        lines(members.stream().filter(member -> !whole.contains(member)).toList());
        // refused before anything is shown when the message that was asked for is gone
        whole.forEach(this::expand);
        desk.shown(whole.stream()
                .filter(member -> (member.flags() & Flags.SEEN) == 0)
                .toList());
        arrange();
        getElement()
                .addEventListener(
                        "k-here",
                        event -> here(
                                event.getEventData().get("event.detail.message").asLong()))
                .addEventData("event.detail.message");
        getElement()
                .addEventListener(
                        "k-mailto",
                        event -> write(
                                event.getEventData().get("event.detail.address").asString("")))
                .addEventData("event.detail.address");
        tellCurrent(asked);
    }

    /** Opens a new message to the first address of a mailto link (RFC 6068); what else it says is the sender's, and left out. */
    private void write(String link) {
        var address = link.replaceFirst("(?i)^mailto:", "").replaceFirst("[?,].*", "");
        EmailAddress.parse(Urls.percentDecoded(address))
                .ifPresent(to ->
                        desk.acts(slot(asked).member, images -> {}, () -> {}).write(Person.of(to)));
    }

    private List<Member> whole(List<Member> members) {
        var newest = members.getLast();
        var unread = members.stream()
                .filter(member -> (member.flags() & Flags.SEEN) == 0)
                .limit(MOST_OPENED)
                .toList();
        return members.stream()
                .filter(member -> member.message() == asked || member.equals(newest) || unread.contains(member))
                .filter(member -> member.use() != SpecialUse.DRAFTS || member.message() == asked)
                .toList();
    }

    /** The heading, the star of the message that the list shows as open. */
    OpenMessage asked() {
        return Objects.requireNonNull(opened.get(asked));
    }

    MessageArticle askedArticle() {
        return Objects.requireNonNull(slot(asked).article);
    }

    private Slot slot(long message) {
        return Objects.requireNonNull(slots.get(message));
    }

    private void expand(Member member) {
        expand(member, false);
    }

    private void expand(Member member, boolean remoteImages) {
        var slot = slot(member.message());
        var message = desk.open(member, remoteImages);
        var acts = desk.acts(member, images -> again(member, images), () -> authorAgain(member));
        opened.put(member.message(), message);
        var article = new MessageArticle(message, acts, opener, member.message() == asked);
        article.getElement()
                .setAttribute("data-message", Long.toString(member.message()))
                .setAttribute("tabindex", "-1");
        if (slots.size() > 1) {
            article.header()
                    .getElement()
                    .addEventListener("click", event -> collapse(slot))
                    .setFilter("!event.target.closest('button, a, summary, dl, .menu, dialog')");
        }
        slot.article = article;
        slot.removeAll();
        slot.add(article);
    }

    private void again(Member member, boolean remoteImages) {
        // it may have been left meanwhile
        if (isAttached() && slots.containsKey(member.message())) {
            expand(member, remoteImages);
            tellCurrent(member.message());
        }
    }

    private void authorAgain(Member member) {
        if (!isAttached() || !slots.containsKey(member.message())) {
            return;
        }
        var author = authorKey(member);
        again(member, false);
        for (var slot : List.copyOf(slots.values())) {
            if (slot.article != null
                    && !slot.member.equals(member)
                    && authorKey(slot.member).equals(author)) {
                try {
                    expand(slot.member);
                } catch (Refused e) {
                    // it has gone meanwhile, which the list tells
                    collapse(slot);
                }
            }
        }
        tellCurrent(member.message());
    }

    private String authorKey(Member member) {
        return Objects.requireNonNull(opened.get(member.message())).authorKey();
    }

    private void collapse(Slot slot) {
        slot.article = null;
        lines(List.of(slot.member));
    }

    /** Single lines: who, the beginning of what they wrote, when. */
    private void lines(List<Member> members) {
        var summaries = members.isEmpty()
                ? Map.<Long, Messages.Summary>of()
                : desk.summaries(members.stream().mapToLong(Member::message).toArray());
        for (var member : members) {
            var slot = slot(member.message());
            slot.removeAll();
            slot.add(line(member, summaries.get(member.message())));
        }
    }

    private Component line(Member member, Messages.@Nullable Summary summary) {
        var mine = desk.isMine(member.sender());
        var name = new HtmlContainer("b");
        name.getElement()
                .setText(mine ? getTranslation("reader.me") : member.fromName())
                .setAttribute("dir", "auto");
        var preview = new Span(summary == null ? "" : summary.preview());
        preview.addClassName("trunc");
        preview.getElement().setAttribute("dir", "auto");
        var one = new Span(name);
        one.addClassName("one");
        if (member.use() == SpecialUse.DRAFTS) {
            var draft = new Span(getTranslation("reader.draft"));
            draft.addClassNames("badge", "warn");
            one.add(draft);
        }
        one.add(preview);
        var at = summary == null || summary.sentDate() == null ? member.internalDate() : summary.sentDate();
        var time = new HtmlContainer("time");
        time.getElement()
                .setText(desk.dates().withTime(at))
                .setAttribute("title", desk.dates().full(at));
        var button = new NativeButton("", event -> open(member));
        button.addClassName("mh");
        button.getElement().setAttribute("aria-expanded", "false");
        button.add(new Face(member.fromName(), member.sender()), one, time);
        var article = new Article(button);
        article.addClassNames("msg", "min");
        article.setClassName("unread", (member.flags() & Flags.SEEN) == 0);
        article.getElement().setAttribute("data-message", Long.toString(member.message()));
        return article;
    }

    private void open(Member member) {
        try {
            expand(member);
            desk.shown(List.of(member));
            here(member.message());
            slot(member.message())
                    .article()
                    .ifPresent(article -> article.getElement().callJsFunction("focus"));
        } catch (Refused e) {
            slot(member.message()).setText(getTranslation("reader.gone"));
        }
    }

    private void expandAll() {
        slots.values().stream()
                .filter(slot -> slot.article == null && slot.member.use() != SpecialUse.DRAFTS)
                .limit(MOST_EXPANDED)
                .map(slot -> slot.member)
                .toList()
                .forEach(member -> {
                    try {
                        expand(member);
                        desk.shown(List.of(member));
                    } catch (Refused e) {
                        slot(member.message()).setText(getTranslation("reader.gone"));
                    }
                });
        getElement().getClassList().add("unfolded");
    }

    private void collapseAll() {
        var shown = slots.values().stream()
                .filter(slot -> slot.article != null && slot.member.message() != asked)
                .toList();
        shown.forEach(slot -> slot.article = null);
        lines(shown.stream().map(slot -> slot.member).toList());
    }

    /** The slots in their order, the middle of the lines before the first whole message behind a fold. */
    private void arrange() {
        removeAll();
        var all = new ArrayList<>(slots.values());
        if (all.size() > 1) {
            about();
            add(about);
        }
        var first = 0;
        while (first < all.size() && all.get(first).article == null) {
            first++;
        }
        var hidden = first - 2;
        for (var i = 0; i < all.size(); i++) {
            var slot = all.get(i);
            slot.setClassName("folded", hidden > 0 && i > 0 && i < first - 1);
            slot.setClassName("earlier", i < first);
            if (i == 1 && first > 0 && hidden > 0) {
                fold(hidden, first);
                add(fold);
            }
            add(slot);
        }
    }

    private void about() {
        about.removeAll();
        var people = slots.values().stream()
                .map(slot -> slot.member.sender())
                .distinct()
                .count();
        about.add(new Span(getTranslation("stack.about", slots.size(), people)));
        var gap = new Span();
        gap.addClassName("grow");
        about.add(
                gap,
                new TextButton(getTranslation("stack.expand"), this::expandAll),
                new TextButton(getTranslation("stack.collapse"), this::collapseAll));
    }

    /** @param middle how many lines it hides on a screen, where the first and the last line stay; on a phone it hides all */
    private void fold(int middle, int all) {
        fold.removeAll();
        var button = new NativeButton();
        var wide = new Span(getTranslation("stack.more", middle));
        wide.addClassName("wide");
        var narrow = new Span(getTranslation("stack.earlier", all));
        narrow.addClassName("narrow");
        button.add(wide, narrow);
        button.getElement().setAttribute("data-unfold", true);
        fold.add(button);
    }

    private void here(long message) {
        if (opened.containsKey(message) && slot(message).article != null) {
            tellCurrent(message);
        }
    }

    private void tellCurrent(long message) {
        current.accept(Objects.requireNonNull(opened.get(message)));
    }

    /** Brings the stack to what the conversation is now: new messages as lines below, so that nothing that is read moves; what has gone, away. */
    void update(List<Member> members) {
        var now = members.stream().map(Member::message).toList();
        if (now.equals(List.copyOf(slots.keySet()))) {
            return;
        }
        slots.entrySet().removeIf(slot -> {
            var gone = !now.contains(slot.getKey()) && slot.getKey() != asked;
            if (gone) {
                slot.getValue().removeFromParent();
            }
            return gone;
        });
        var fresh = members.stream()
                .filter(member -> !slots.containsKey(member.message()))
                .toList();
        for (var member : fresh) {
            var slot = new Slot(member);
            slots.put(member.message(), slot);
            add(slot);
        }
        lines(fresh);
        if (slots.size() > 1) {
            about();
            if (about.getParent().isEmpty()) {
                addComponentAsFirst(about);
            }
        }
    }
}
