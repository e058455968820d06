package org.kantor.webmail.composer;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.UploadHandler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Draft;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A window in which a message is written. The browser holds what is typed ({@code composer.js}) and hands over snapshots: to be kept as a draft when the
 * writer pauses, and to be sent. Files go to the {@link Spool} as soon as they are chosen.
 */
@Tag("k-composer")
final class Composer extends HtmlContainer {

    private static final long serialVersionUID = 1;
    private static final int OK = 204;
    private static final int TOO_LARGE = 413;

    /** What a composer cannot do by itself. */
    interface Desk {
        /** Keeps the draft; answers when, for the title bar. */
        String keep(Composer composer, Snapshot snapshot);

        void send(Composer composer, Snapshot snapshot);

        void discard(Composer composer);

        List<People.Suggestion> suggest(String text);

        People.Suggestion known(String address);
    }

    private final transient Desk desk;
    private final transient Origin origin;
    private final transient Spool spool;
    private transient Drafts.@Nullable Place place;
    private final transient List<Recipients> fields;

    Composer(Origin origin, Spool spool, List<EmailAddress> senders, Desk desk) {
        this.desk = desk;
        this.origin = origin;
        this.spool = spool;
        place = origin.former();
        var draft = origin.draft();
        fields = List.of(
                new Recipients("to", draft.to()), new Recipients("cc", draft.cc()), new Recipients("bcc", draft.bcc()));
        addClassName("composer");
        getElement()
                .setAttribute("role", "dialog")
                .setAttribute("aria-label", getTranslation("compose.window"))
                .setAttribute("data-drop", getTranslation("compose.drop"))
                .setAttribute("data-upload", (UploadHandler) event -> {
                    var request = event.getRequest();
                    try (var in = event.getInputStream()) {
                        var name = request.getHeader("X-Kantor-Name");
                        spool.put(
                                request.getHeader("X-Kantor-File"),
                                URLDecoder.decode(name == null ? "file" : name, StandardCharsets.UTF_8),
                                type(request.getHeader("X-Kantor-Type")),
                                Boolean.parseBoolean(request.getHeader("X-Kantor-Inline")),
                                in);
                        event.getResponse().setStatus(OK);
                    } catch (Refused e) {
                        event.getResponse().setStatus(TOO_LARGE);
                    }
                });
        getElement().setPropertyJson("labels", labels());
        getElement().setProperty("limit", Spool.LIMIT);
        add(head(), problem());
        if (senders.size() > 1) {
            add(line("compose.from", senders(senders, draft.from().address())));
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
        add(to, cc, bcc, subjectLine, text(draft), tools(), foot());
        on("k-draft", (json, me) -> keep(json));
        on("k-send", (json, me) -> desk.send(this, Snapshot.of(json)));
        getElement().addEventListener("k-close", event -> close());
        getElement().addEventListener("k-discard", event -> desk.discard(this));
    }

    private static String type(@Nullable String given) {
        return given == null || given.isBlank() ? "application/octet-stream" : given;
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
        getElement().callJsFunction("saved", desk.keep(this, Snapshot.of(json)));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        var files = JsonNodeFactory.instance.arrayNode();
        for (var entry : spool.entries()) {
            files.addObject()
                    .put("id", entry.id())
                    .put("name", entry.name())
                    .put("octets", entry.octets())
                    .put("inline", entry.inline());
        }
        getElement().callJsFunction("setFiles", files);
        getElement().callJsFunction("begin", origin.caretInText() ? "text" : "to");
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        spool.clear();
    }

    void close() {
        removeFromParent();
    }

    /** Shows again what was on its way, with the reason why it was not sent. */
    void reopen(String reason) {
        setVisible(true);
        getElement().callJsFunction("problem", reason);
    }

    Origin origin() {
        return origin;
    }

    Spool spool() {
        return spool;
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
        var bar = new Div(new Icon("triangle-alert"), text);
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

    private HtmlContainer senders(List<EmailAddress> addresses, EmailAddress chosen) {
        var select = new HtmlContainer("select");
        select.addClassName("from");
        select.getElement().setAttribute("aria-label", getTranslation("compose.from"));
        for (var address : addresses) {
            var option = new HtmlComponent("option");
            option.getElement().setText(address.toString());
            option.getElement().setAttribute("selected", address.equals(chosen));
            select.add(option);
        }
        return select;
    }

    private Div text(Draft draft) {
        var editor = new HtmlComponent("k-editor");
        editor.getElement()
                .setAttribute("data-label", getTranslation("compose.text"))
                .setAttribute("data-link", getTranslation("compose.linkTo"));
        var plain =
                draft.html() == null && draft.text() != null && !draft.text().isBlank();
        editor.getElement()
                .callJsFunction(
                        "load",
                        draft.html() == null ? "" : draft.html(),
                        draft.text() == null ? "" : draft.text(),
                        plain);
        setClassName("as-plain", plain);
        var files = new Div();
        files.addClassName("att");
        files.getElement().setAttribute("role", "list").setAttribute("hidden", true);
        var text = new Div(editor, files);
        text.addClassName("text");
        return text;
    }

    private Div tools() {
        var tools = new Div(
                tool("bold", "bold"),
                tool("italic", "italic"),
                tool("underline", "underline"),
                separator(),
                tool("ul", "list"),
                tool("ol", "list-ordered"),
                tool("quote", "quote"),
                tool("link", "link"),
                separator(),
                tool("plain", "remove-formatting"));
        tools.addClassName("tool");
        tools.getElement().setAttribute("role", "toolbar").setAttribute("aria-label", getTranslation("compose.format"));
        return tools;
    }

    private IconButton tool(String command, String icon) {
        var button = new IconButton(icon, getTranslation("compose.do." + command));
        button.getElement().setAttribute("data-do", "command:" + command);
        return button;
    }

    private static Span separator() {
        var line = new Span();
        line.addClassName("vr");
        return line;
    }

    private Div foot() {
        var send = new NativeButton();
        send.addClassNames("btn", "primary", "send");
        send.add(new Icon("send", "fl"), new Span(getTranslation("compose.send")));
        send.getElement()
                .setAttribute("data-do", "send")
                .setAttribute("title", getTranslation("compose.send") + " (Ctrl Enter)");
        var gap = new Span();
        gap.addClassName("grow");
        var foot = new Div(
                send,
                button("attach", "paperclip", "compose.attach", "attach"),
                button("plain", "file-text", "compose.plain", "second"),
                gap,
                button("discard", "trash-2", "compose.discard", "second"));
        foot.addClassName("cf");
        return foot;
    }

    private ObjectNode labels() {
        var labels = JsonNodeFactory.instance.objectNode();
        for (var name : List.of("nobody", "wrong", "uploading", "large", "failed", "remove")) {
            // the script puts the name in the place of {0}
            labels.put(name, getTranslation("compose.label." + name));
        }
        return labels;
    }

    /** To, Cc or Bcc. */
    @Tag("k-recipients")
    private final class Recipients extends Component {
        private static final long serialVersionUID = 1;

        Recipients(String field, List<org.kantor.mail.compose.Person> people) {
            getElement()
                    .setAttribute("data-field", field)
                    .setAttribute("data-label", getTranslation("compose." + field));
            var labels = JsonNodeFactory.instance.objectNode();
            for (var name : List.of("out", "bad", "remove")) {
                labels.put(name, getTranslation("compose.person." + name));
            }
            getElement().setPropertyJson("labels", labels);
            var json = JsonNodeFactory.instance.arrayNode();
            for (var person : people) {
                var address = person.address().toString();
                var known = desk.known(address);
                json.add(json(new People.Suggestion(
                        person.name().isBlank() ? known.name() : person.name(), address, known.out())));
            }
            getElement().setPropertyJson("people", json);
            getElement()
                    .addEventListener("k-suggest", event -> {
                        var text = event.getEventData().get("event.detail.text").asString();
                        var found = JsonNodeFactory.instance.arrayNode();
                        desk.suggest(text).forEach(person -> found.add(json(person)));
                        getElement().callJsFunction("suggest", text, found);
                    })
                    .addEventData("event.detail.text");
            getElement()
                    .addEventListener("k-resolve", event -> {
                        var address =
                                event.getEventData().get("event.detail.address").asString();
                        var known = json(desk.known(address));
                        if (known.get("name").asString().isEmpty()) {
                            known.remove("name");
                        }
                        getElement().callJsFunction("resolved", address, known);
                    })
                    .addEventData("event.detail.address");
        }

        private static ObjectNode json(People.Suggestion person) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("name", person.name())
                    .put("address", person.address())
                    .put("out", person.out())
                    .put("hue", Face.hue(person.address()))
                    .put("initials", Face.initials(person.name().isBlank() ? person.address() : person.name()));
        }
    }
}
