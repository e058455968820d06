package org.kantor.webmail.command;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.kantor.webmail.shell.Destinations.Destination;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The server's half of {@code keyboard.js} and {@code palette.js}: texts, what the person prefers, folders and people to go to. */
@Tag("k-keyboard")
public final class Keyboard extends HtmlContainer {

    private static final long serialVersionUID = 1;

    /** What the palette asks for. */
    interface Desk {

        List<Person> people(String text);

        List<Folder> folders();

        List<Destination> pages();

        /** @param use {@code inbox}, a special use in lower case, or a mailbox's number */
        void go(String use);

        /** Opens a composer, to somebody or to nobody yet. */
        void write(String name, String address);

        void single(boolean on);

        /** @param lines verbs with their keys as {@code verb=key} */
        void changed(String lines);
    }

    record Person(String name, String address) {}

    /** @param note what else there is to say of it, such as how much is unread */
    record Folder(String id, String name, String icon, String note) {}

    private final transient Desk desk;

    Keyboard(Desk desk, boolean single, Map<String, String> changed) {
        this.desk = desk;
        var json = JsonNodeFactory.instance;
        var texts = json.objectNode();
        for (var prefix : List.of("verb.", "keys.", "keymap.", "pal.", "preview.")) {
            Texts.startingWith(prefix, getLocale()).forEach(texts::put);
        }
        texts.put("close", getTranslation("close"));
        getElement().setPropertyJson("texts", texts).setProperty("single", single);
        setChanged(changed);
        on("k-find", "text", text -> find(text.asString("")));
        on("k-go", "use", use -> desk.go(use.asString("")));
        on("k-single", "on", on -> desk.single(on.asBoolean()));
        on("k-changed", "lines", lines -> desk.changed(lines.asString("")));
        on("k-page", "path", path -> getUI().ifPresent(ui -> ui.navigate(path.asString(""))));
        getElement()
                .addEventListener(
                        "k-write",
                        event -> desk.write(
                                event.getEventData().get("event.detail.name").asString(""),
                                event.getEventData().get("event.detail.address").asString("")))
                .addEventData("event.detail.name")
                .addEventData("event.detail.address");
    }

    private void on(String name, String detail, Consumer<JsonNode> then) {
        var data = "event.detail." + detail;
        getElement()
                .addEventListener(
                        name, event -> then.accept(event.getEventData().get(data)))
                .addEventData(data);
    }

    private void setChanged(Map<String, String> changed) {
        var json = JsonNodeFactory.instance.objectNode();
        changed.forEach(json::put);
        getElement().setPropertyJson("changed", json);
    }

    /** Folders and pages are asked for once, when the palette opens; afterwards only people change with what is typed. */
    private void find(String text) {
        var people = JsonNodeFactory.instance.arrayNode();
        if (!text.isBlank()) {
            for (var person : desk.people(text)) {
                people.addObject()
                        .put("name", person.name())
                        .put("address", person.address())
                        .put("hue", Face.hue(person.address()))
                        .put("initials", Face.initials(person.name().isBlank() ? person.address() : person.name()));
            }
        }
        JsonNode folders = JsonNodeFactory.instance.nullNode();
        var pages = JsonNodeFactory.instance.arrayNode();
        if (text.isBlank()) {
            var all = JsonNodeFactory.instance.arrayNode();
            for (var folder : desk.folders()) {
                all.addObject()
                        .put("id", folder.id())
                        .put("name", folder.name())
                        .put("icon", folder.icon())
                        .put("note", folder.note());
            }
            folders = all;
            desk.pages()
                    .forEach(page -> pages.addObject()
                            .put("path", page.path())
                            .put("title", page.title())
                            .put("icon", page.icon()));
        }
        getElement().callJsFunction("found", text, people, folders, pages);
    }
}
