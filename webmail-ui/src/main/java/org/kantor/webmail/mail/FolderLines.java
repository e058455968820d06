package org.kantor.webmail.mail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementPropertyMap;
import java.text.NumberFormat;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.MailboxId;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lines of the folder panel, each a heading, somebody's name or a link. The browser draws them from data ({@code folders.js}): a line costs some 150 octets of a first answer, not the
 * 2,000 that elements of the server's tree do, and of a change only the lines that look otherwise than before are sent.
 */
@Tag("k-folders")
final class FolderLines extends Component implements HasStyle {

    private static final long serialVersionUID = 1;

    private transient List<Line> shown = List.of();
    private transient List<Line> sent = List.of();
    /** Whether what changed goes out with the answer that is being made. */
    private boolean waits;

    /**
     * One line. What is empty is not there.
     *
     * @param key what makes it the same line when it is shown again
     * @param address of the link; empty for a heading or a name
     * @param icon none for a heading; a label has the dot of its hue instead
     * @param dot the hue of a label or of a folder's icon
     * @param number shown when it is not zero
     * @param bold whether a number makes the whole line bold
     * @param depth how many folders it lies in, by which it is indented
     * @param mailbox the folder, which messages can be dragged to
     * @param use as {@link Folders#use}
     * @param label the keyword, which messages can be dragged to
     * @param menu the menu of the line
     * @param add what the button of a heading is called
     */
    record Line(
            String key,
            String address,
            String icon,
            String dot,
            String title,
            int number,
            boolean bold,
            int depth,
            String mailbox,
            String use,
            String label,
            String menu,
            String tip,
            String add) {

        static Line heading(String title, String add) {
            return new Line("heading " + title, "", "", "", title, 0, false, 0, "", "", "", "", "", add);
        }

        static Line name(String key, String icon, String name) {
            return new Line(key, "", icon, "", name, 0, false, 0, "", "", "", "", "", "");
        }

        static Line view(String address, String icon, String title) {
            return new Line(address, address, icon, "", title, 0, false, 0, "", "", "", "", "", "");
        }

        /** The same without a way in. */
        Line closed() {
            return new Line(key, "", icon, dot, title, number, bold, depth, "", use, label, "", tip, add);
        }
    }

    /** @param add run by the button of a heading; its identifier is {@code addId} */
    FolderLines(String addId, Runnable add) {
        addClassName("folders");
        getElement()
                .setProperty("more", getTranslation("folders.more", "{0}"))
                .setProperty("inner", getTranslation("folders.inner", "{0}"))
                .setProperty("addId", addId)
                .addEventListener("k-add", event -> add.run());
    }

    /** @param move told of a folder that is to lie in another; none for the top */
    void whenMoved(BiConsumer<MailboxId, @Nullable MailboxId> move) {
        getElement()
                .setProperty("moveTitle", getTranslation("folders.moveTo"))
                .setProperty("top", getTranslation("folders.top"))
                .addEventListener("k-move", event -> {
                    var into = event.getEventData().get("event.detail.into").asLong(0);
                    move.accept(
                            new MailboxId(event.getEventData()
                                    .get("event.detail.folder")
                                    .asLong(0)),
                            into == 0 ? null : new MailboxId(into));
                })
                .addEventData("event.detail.folder")
                .addEventData("event.detail.into");
    }

    void show(List<Line> lines) {
        if (lines.equals(shown)) {
            return;
        }
        shown = List.copyOf(lines);
        later();
    }

    /** Once an answer: the browser sets all properties before it is called, so that a change of what was set anew since would be shown last. */
    private void later() {
        if (!waits) {
            getUI().ifPresent(ui -> {
                waits = true;
                ui.beforeClientResponse(this, context -> send());
            });
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        waits = false;
        later();
    }

    private void send() {
        waits = false;
        if (shown.equals(sent)) {
            return;
        }
        var known = sent;
        sent = shown;
        var all = json(shown);
        if (keys(shown).equals(keys(known))) {
            var before = new HashSet<>(known);
            getElement()
                    .callJsFunction(
                            "change",
                            json(shown.stream()
                                    .filter(line -> !before.contains(line))
                                    .toList()));
            // not sent, but what a page that has lost an answer is given
            getElement().getNode().getFeature(ElementPropertyMap.class).setProperty("lines", all, false);
        } else {
            getElement().setPropertyJson("lines", all);
        }
    }

    private static List<String> keys(List<Line> lines) {
        return lines.stream().map(Line::key).toList();
    }

    /** Marks the line that leads to what is shown. @param address empty for none */
    void setOpen(String address) {
        getElement().setProperty("open", address);
    }

    private ArrayNode json(List<Line> lines) {
        var json = JacksonUtils.createArrayNode();
        var numbers = NumberFormat.getIntegerInstance(getLocale());
        for (var line : lines) {
            var one = json.addObject();
            put(one, "key", line.key.equals(line.address) ? "" : line.key);
            put(one, "address", line.address);
            put(one, "icon", line.icon);
            put(one, "dot", line.dot);
            put(one, "title", line.title);
            if (line.number > 0) {
                one.put("number", numbers.format(line.number));
                one.put("unread", getTranslation("folders.unread", line.number));
                put(one, "bold", line.bold);
            }
            if (line.depth > 0) {
                one.put("depth", line.depth);
            }
            put(one, "mailbox", line.mailbox);
            put(one, "use", line.use);
            put(one, "label", line.label);
            put(one, "menu", line.menu);
            put(one, "tip", line.tip);
            put(one, "add", line.add);
        }
        return json;
    }

    private static void put(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }
}
