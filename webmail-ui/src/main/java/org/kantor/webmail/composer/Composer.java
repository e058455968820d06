package org.kantor.webmail.composer;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.shared.Registration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.DraftOptions;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Menu;
import org.kantor.webmail.shell.Refusals;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A window in which a message is written. The browser holds what is typed ({@code composer.js}) and hands over snapshots: to be kept as a draft when the
 * writer pauses, and to be sent. Files go to the {@link Spool} as soon as they are chosen.
 */
@Tag("k-composer")
final class Composer extends HtmlContainer {

    private static final long serialVersionUID = 1;

    /** What a composer cannot do by itself. */
    interface Desk extends Recipients.Desk {
        /**
         * Keeps the draft; answers when, for the title bar.
         *
         * @throws Refused if it could not be kept
         */
        String keep(Composer composer, Snapshot snapshot);

        void send(Composer composer, Snapshot snapshot);

        void discard(Composer composer);

        /** Goes on with the message that is forwarded as a file, in place of its text. */
        void forwardWhole(Composer composer, Snapshot snapshot);

        /** The templates of this person, by name. */
        Map<String, String> templates();

        void keepTemplate(String name, String html);

        /** In which language the spelling is checked for an identity; empty for that of the page. */
        String spelling(Identity identity);

        void keepSpelling(String address, String language);

        /** The window has come to its end, with all that it holds here. */
        void ended(Composer composer);
    }

    private final transient Desk desk;
    private final transient Origin origin;
    private final transient Spool spool;
    private final transient Window window;
    private transient Drafts.@Nullable Place place;
    /** Why the last version is not kept; empty if it is. */
    private String unsaved = "";

    private final Menu options;
    private final TextEditor editor = new TextEditor(getTranslation("compose.text"));
    private @Nullable Registration ending;

    private final transient List<Recipients> fields;
    private final transient List<Identity> identities;
    /** The Content-IDs of what signatures show; no files of the message until one does. */
    private final transient Set<String> pictures;

    /**
     * @param account whose drafts they become
     * @param identities as whom the writer may write, the favourite first
     * @param pictures those of their signatures, which lie in the spool
     */
    Composer(
            AccountId account,
            Origin origin,
            Spool spool,
            List<Identity> identities,
            List<Draft.InlineImage> pictures,
            Desk desk) {
        this.desk = desk;
        this.identities = identities;
        this.pictures = pictures.stream().map(Draft.InlineImage::contentId).collect(Collectors.toUnmodifiableSet());
        this.origin = origin;
        this.spool = spool;
        window = Window.on(origin.written());
        place = origin.former();
        var draft = origin.draft();
        fields = List.of(
                new Recipients("to", draft.to(), draft.unfinished().to(), desk),
                new Recipients("cc", draft.cc(), draft.unfinished().cc(), desk),
                new Recipients("bcc", draft.bcc(), draft.unfinished().bcc(), desk));
        addClassName("composer");
        getElement()
                .setAttribute("role", "dialog")
                .setAttribute("aria-label", getTranslation("compose.window"))
                .setAttribute("data-drop", getTranslation("compose.drop"))
                .setAttribute("data-upload", new FileDoor(spool))
                .setAttribute("data-window", window.id().toString())
                .setAttribute("data-draft", window.draft().toString())
                .setAttribute("data-account", Long.toString(account.value()))
                .setAttribute("data-place", Kept.place(place))
                .setAttribute("data-origin", Kept.Begun.of(draft).json());
        getElement().setPropertyJson("labels", labels());
        getElement()
                .setProperty(
                        "limit",
                        Spool.LIMIT
                                - pictures.stream()
                                        .mapToLong(picture -> picture.content().length)
                                        .sum());
        add(head(), problem());
        getElement().setPropertyJson("identities", identitiesJson());
        getElement().setPropertyJson("pictures", TextEditor.pictures(pictures));
        getElement().setPropertyJson("options", options(draft.options()));
        getElement().setAttribute("data-kind", origin.answer() ? "answer" : "new");
        if (origin.list() != null) {
            getElement().setAttribute("data-list", origin.list().address().toString());
        }
        if (identities.size() > 1) {
            var from = line("compose.from", senders(draft.from().address()));
            var behalf = new Span();
            behalf.addClassNames("behalf", "muted", "trunc");
            from.add(behalf);
            add(from);
        }
        var copies = new NativeButton(getTranslation("compose.copies"));
        copies.addClassNames("linkbtn", "add-copies");
        copies.getElement().setAttribute("data-do", "copies");
        var to = line("compose.to", fields.getFirst());
        to.add(copies);
        var cc = line("compose.cc", fields.get(1));
        cc.addClassName("copy");
        var bcc = line("compose.bcc", fields.getLast());
        bcc.addClassName("copy");
        var subject = new HtmlComponent("input");
        subject.addClassName("subject");
        subject.getElement()
                .setAttribute("type", "text")
                .setAttribute("placeholder", getTranslation("compose.subject"))
                .setAttribute("aria-label", getTranslation("compose.subject"))
                .setAttribute("dir", "auto")
                .setProperty("value", draft.subject());
        var subjectLine = new Div(subject);
        subjectLine.addClassName("cl");
        options = ComposerMenus.options(origin, desk, this);
        add(to, cc, bcc, subjectLine, text(draft), FormatTools.ofMessage(), foot());
        on("k-draft", (json, me) -> keep(json));
        on("k-send", (json, me) -> desk.send(this, Snapshot.of(json)));
        on("k-template", (json, me) -> {
            var template = new ObjectMapper().readTree(json);
            desk.keepTemplate(
                    template.path("name").asString(""), template.path("html").asString(""));
        });
        on("k-spelling", (json, me) -> {
            var chosen = new ObjectMapper().readTree(json);
            desk.keepSpelling(
                    chosen.path("address").asString(""), chosen.path("language").asString(""));
        });
        on("k-whole", (json, me) -> desk.forwardWhole(this, Snapshot.of(json)));
        on("k-drop", (json, me) -> spool.drop(json));
        getElement().addEventListener("k-close", event -> closing());
        getElement().addEventListener("k-discard", event -> desk.discard(this));
    }

    private void on(String name, BiConsumer<String, Composer> then) {
        getElement()
                .addEventListener(
                        name,
                        event -> then.accept(
                                event.getEventData().get("event.detail.json").asString(), this))
                .addEventData("event.detail.json");
    }

    private void keep(String json) {
        var said = "";
        // what fails and is not refused is told by whoever deals with failures
        unsaved = getTranslation("compose.unsaved");
        try {
            said = desk.keep(this, Snapshot.of(json));
            unsaved = "";
        } catch (Refused e) {
            said = Refusals.text(e, getLocale());
            unsaved = said;
        }
        getElement().callJsFunction("saved", said);
    }

    /** What could not be kept is not closed. */
    private void closing() {
        if (unsaved.isEmpty()) {
            close();
        } else {
            reopen(unsaved);
        }
    }

    /** Tells the browser that it need not keep any longer what the window held until then. */
    void taken(long version) {
        tell(version, false);
    }

    private void tell(long version, boolean gone) {
        tell(getUI().orElse(null), window.id(), version, Kept.place(place), gone);
    }

    /** @param gone whether the window has come to its end, and nothing of it is to be kept */
    static void tell(@Nullable UI ui, UUID window, long version, String place, boolean gone) {
        if (ui != null) {
            ui.getPage()
                    .executeJs(
                            "dispatchEvent(new CustomEvent('k-kept', { detail: { id: $0, version: $1, place: $2, gone: $3 } }))",
                            window.toString(),
                            (double) version,
                            place,
                            gone);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        if (ending == null) {
            ending = event.getUI().addDetachListener(page -> {
                if (page.getUI().isClosing()) {
                    end();
                }
            });
        }
        load(origin.draft());
        var files = JsonNodeFactory.instance.arrayNode();
        for (var entry : spool.entries()) {
            if (!pictures.contains(entry.id())) {
                files.addObject()
                        .put("id", entry.id())
                        .put("name", entry.name())
                        .put("octets", entry.octets())
                        .put("inline", entry.inline());
            }
        }
        getElement().callJsFunction("setFiles", files);
        getElement().callJsFunction("begin", origin.caretInText() ? "text" : "to", place == null);
    }

    void close() {
        tell(0, true);
        removeFromParent();
        end();
    }

    /** Not when it is detached: that it also is while Flow builds the page anew, after a message was lost, and the browser goes on with what it holds. */
    private void end() {
        spool.close();
        desk.ended(this);
        if (ending != null) {
            ending.remove();
            ending = null;
        }
    }

    /** Shows again what was on its way, with the reason why it was not sent. */
    void reopen(String reason) {
        setVisible(true);
        getElement().callJsFunction("problem", reason);
    }

    /** The same for what was refused. */
    void reopen(Refused refused) {
        reopen(Refusals.text(refused, getLocale()));
    }

    /** Says something to know, with which nothing is wrong. */
    void notice(String text) {
        getElement().callJsFunction("notice", text);
    }

    Origin origin() {
        return origin;
    }

    Spool spool() {
        return spool;
    }

    Window window() {
        return window;
    }

    Drafts.@Nullable Place place() {
        return place;
    }

    void setPlace(Drafts.@Nullable Place newPlace) {
        place = newPlace;
    }

    // ---- parts ----

    private Div head() {
        var title = new HtmlContainer("b");
        title.getElement()
                .setAttribute("data-empty", getTranslation("mail.new"))
                .setAttribute("dir", "auto");
        var gap = new Span();
        gap.addClassName("grow");
        var saved = new Span();
        saved.addClassName("saved");
        saved.getElement().setAttribute("role", "status");
        var head = new Div(
                title,
                gap,
                saved,
                button("minimise", "minus", "compose.minimise", "sm desk"),
                button("full", "maximize-2", "compose.full", "sm desk"),
                button("close", "x", "compose.close", "sm close"));
        head.addClassName("ch");
        return head;
    }

    private IconButton button(String verb, String icon, String key, String classes) {
        var button = new IconButton(icon, getTranslation(key));
        button.addClassNames(classes.split(" "));
        button.getElement().setAttribute("data-do", verb);
        return button;
    }

    private Div problem() {
        var text = new Span();
        text.addClassName("grow");
        var anyway = new NativeButton(getTranslation("compose.anyway"));
        anyway.addClassNames("linkbtn", "anyway");
        anyway.getElement().setAttribute("data-do", "anyway");
        anyway.getElement().setAttribute("type", "button").setAttribute("hidden", true);
        var bar = new Div(new Icon("triangle-alert"), text, anyway);
        bar.addClassNames("bar", "bad", "problem");
        bar.getElement().setAttribute("role", "alert").setAttribute("hidden", true);
        return bar;
    }

    private Div line(String key, Component field) {
        var label = new Span(getTranslation(key));
        label.addClassName("label");
        label.getElement().setAttribute("aria-hidden", "true");
        var line = new Div(label, field);
        line.addClassName("cl");
        return line;
    }

    private HtmlContainer senders(EmailAddress chosen) {
        var select = new HtmlContainer("select");
        select.addClassName("from");
        select.getElement().setAttribute("aria-label", getTranslation("compose.from"));
        for (var identity : identities) {
            var option = new HtmlComponent("option");
            option.getElement().setText(identity.address().toString());
            option.getElement().setAttribute("selected", identity.address().equals(chosen));
            select.add(option);
        }
        return select;
    }

    private ArrayNode identitiesJson() {
        var all = JsonNodeFactory.instance.arrayNode();
        var own = identities.getFirst();
        for (var identity : identities) {
            all.addObject()
                    .put("address", identity.address().toString())
                    .put(
                            "behalf",
                            identity.name().equals(own.name())
                                            || identity.name().isBlank()
                                    ? ""
                                    : getTranslation("compose.behalf", identity.name()))
                    .put("spelling", desk.spelling(identity))
                    .put("signature", identity.signature())
                    .put("signatureText", Identity.text(identity.signature()))
                    .put("answerSignature", identity.answerSignature())
                    .put("answerSignatureText", Identity.text(identity.answerSignature()));
        }
        return all;
    }

    private static ObjectNode options(DraftOptions options) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("importance", options.importance().name().toLowerCase(Locale.ROOT))
                .put("receipt", options.receipt())
                .put("report", options.report())
                .put("remind", options.remindDays());
    }

    private Div text(Draft draft) {
        editor.getElement().setAttribute("data-quote", getTranslation("compose.quoted"));
        setClassName("as-plain", plain(draft));
        var files = new Div();
        files.addClassName("att");
        files.getElement().setAttribute("role", "list").setAttribute("hidden", true);
        var chosen = new Div();
        chosen.addClassName("chosen");
        chosen.getElement().setAttribute("hidden", true);
        var text = new Div(chosen, editor, files);
        text.addClassName("text");
        return text;
    }

    private static boolean plain(Draft draft) {
        return draft.html() == null && draft.text() != null && !draft.text().isBlank();
    }

    /** The text it begins with; a browser that holds the window's text already goes on with that. */
    private void load(Draft draft) {
        editor.load(draft.html() == null ? "" : draft.html(), draft.text() == null ? "" : draft.text(), plain(draft));
    }

    private Div foot() {
        var send = new NativeButton();
        send.addClassNames("btn", "primary", "send");
        send.add(new Icon("send", "fl"), new Span(getTranslation("compose.send")));
        send.getElement()
                .setAttribute("data-do", "send")
                .setAttribute("title", getTranslation("compose.send") + " (Ctrl Enter)");
        var menu = ComposerMenus.send(origin, this);
        var more = new IconButton("chevron-up", getTranslation("compose.later"));
        more.getElement().setAttribute("data-verb", "sendLater");
        more.addClassNames("btn", "primary", "later");
        menu.openedBy(more);
        var split = new Span(send, more);
        split.addClassName("split");
        var ellipsis = new IconButton("ellipsis", getTranslation("compose.options"));
        ellipsis.addClassName("options");
        options.openedBy(ellipsis);
        var gap = new Span();
        gap.addClassName("grow");
        var foot = new Div(
                split,
                menu,
                button("attach", "paperclip", "compose.attach", "attach"),
                gap,
                ellipsis,
                options,
                button("discard", "trash-2", "compose.discard", "second"));
        foot.addClassName("cf");
        return foot;
    }

    /** Those that there are now. */
    void showTemplates() {
        ComposerMenus.templates(options, desk.templates());
    }

    private ObjectNode labels() {
        var labels = JsonNodeFactory.instance.objectNode();
        for (var name : List.of(
                "nobody",
                "wrong",
                "unknown",
                "uploading",
                "closing",
                "closingText",
                "stay",
                "closeAnyway",
                "attaching",
                "attached",
                "large",
                "failed",
                "full",
                "remove",
                "nothing",
                "past",
                "pick",
                "pickDo",
                "cancel",
                "templateName",
                "templateDo",
                "retry",
                "again",
                "waits")) {
            // the script puts the name in the place of {0}
            labels.put(name, getTranslation("compose.label." + name));
        }
        for (var name : List.of("minimise", "full", "restore", "remind")) {
            labels.put(name, getTranslation("compose." + name));
        }
        return labels;
    }
}
