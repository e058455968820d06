package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/** What the frame has: buttons, fields, menus, dialogues, notices, faces and lines of a side panel. */
@ApplicationScoped
public class ShellExhibit implements Exhibit {

    private static final Runnable NOTHING = () -> {};

    /** Longer than anybody looks at it. */
    private static final int SECONDS = 86_400;

    @Override
    public List<Section> sections() {
        return List.of(
                new Section("Buttons", buttons(), smallButtons(), iconButtons()),
                new Section("Fields", fields()),
                new Section("Menus and dialogues", menus()),
                new Section("Notices that go by themselves", notices()),
                new Section("Faces", faces()),
                new Section("Side panel", panel()));
    }

    private static Div line(Component... parts) {
        var line = new Div(parts);
        line.addClassName("w");
        return line;
    }

    private static TextButton with(TextButton button, String... classNames) {
        button.addClassNames(classNames);
        return button;
    }

    private static <C extends Component> C disabled(C button) {
        button.getElement().setAttribute("aria-disabled", "true");
        return button;
    }

    private static Div buttons() {
        return line(
                new TextButton("Send", NOTHING).primary(),
                new TextButton("Maybe", NOTHING),
                with(new TextButton("Cancel", NOTHING), "quiet"),
                with(new TextButton("Delete 14 messages", NOTHING), "danger"),
                new TextButton("Remove", NOTHING).dangerous());
    }

    private static Div smallButtons() {
        return line(
                new TextButton("plus", "New user", NOTHING).primary(),
                with(new TextButton("download", "Download", NOTHING), "sm"),
                disabled(new TextButton("Disabled", NOTHING)),
                disabled(new TextButton("Disabled", NOTHING).primary()));
    }

    private static Div iconButtons() {
        var on = new IconButton("trash-2", "Delete").verb("delete");
        on.addClassName("on");
        var chosen = new IconButton("star", "Star").verb("star");
        chosen.addClassName("on-accent");
        var small = new IconButton("reply", "Reply").verb("reply");
        small.addClassName("sm");
        return line(
                new IconButton("archive", "Archive").verb("archive"),
                on,
                chosen,
                small,
                disabled(new IconButton("octagon-alert", "Spam")));
    }

    private static Div fields() {
        var locale = UI.getCurrent().getLocale();
        var typed = new TextField("Name", "Alice Hartono", "");
        var empty = new TextField("Largest message", "25 MB");
        empty.setHelperText("The domain allows up to 40 MB");
        var wrong = new TextField("Address", "alice@example", "");
        var off = new TextField("Account", "alice", "");
        off.setEnabled(false);
        var select = new Select<String>();
        select.setLabel("Folder");
        select.setItems("Inbox", "A folder with a very long name, which does not fit into its line");
        select.setValue("Inbox");
        var combo = new ComboBox<>("Time zone", "Asia/Jakarta", "Europe/Hamburg");
        combo.setValue("Asia/Jakarta");
        var day = Pickers.date("Day", locale, typed);
        day.setValue(LocalDate.of(2026, 11, 25));
        var badDay = Pickers.date("Another day", locale, typed);
        var time = Pickers.time("Time");
        time.setValue(LocalTime.of(10, 30));
        var notes = new TextArea("Notes", "Delivery times, price list, returns.", "");
        var checked = new Checkbox("Checked", true);
        var unchecked = new Checkbox("Not checked");
        var offBox = new Checkbox("Disabled", true);
        offBox.setEnabled(false);
        Stream.of(wrong, badDay).forEach(ShellExhibit::refuse);
        return line(typed, empty, wrong, off, select, combo, day, badDay, time, notes, checked, unchecked, offBox);
    }

    private static void refuse(HasValidation field) {
        field.setManualValidation(true);
        field.setErrorMessage("This cannot be");
        field.setInvalid(true);
    }

    private static Div menus() {
        var menu = new Menu("gallery-menu", "Example");
        menu.heading("Density");
        menu.choice("list", "Compact").getElement().setAttribute("aria-checked", "true");
        menu.choice("panel-right", "Comfortable");
        menu.line();
        menu.item("pencil", "Rename");
        disabled(menu.item("trash-2", "Delete"));
        var opens = new TextButton("ellipsis", "Menu", NOTHING);
        menu.openedBy(opens);
        var line = line(opens, menu);
        line.add(
                new TextButton(
                        "Question",
                        () -> Ask.about(
                                line,
                                "Delete 14 messages for good?",
                                "They can be had back under Recover for 30 days.",
                                "Delete 14 messages",
                                NOTHING)),
                new TextButton(
                        "Name",
                        () -> line.add(
                                new NameForm("New folder", "Create", "A folder has a name", "Invoices", name -> {}))));
        return line;
    }

    private static Component notices() {
        var toasts = new Toasts();
        toasts.show("archive", "Archived 3 conversations", NOTHING, SECONDS, null);
        toasts.show("circle-alert", "The folder could not be renamed", null, SECONDS, null);
        return toasts;
    }

    private static Div faces() {
        return line(Stream.of(
                        "Alice Hartono",
                        "Bob Siregar",
                        "Carol Wijaya",
                        "Dave Okafor",
                        "Northwind Freight",
                        "Rahmawati",
                        "佐藤 美咲",
                        "سارة منصور")
                .map(name -> new Face(name, name))
                .toArray(Component[]::new));
    }

    private static Div panel() {
        var open = link("contact", "Directory");
        open.count(1180);
        Current.mark(open, true);
        var other = link("user", "My contacts");
        other.count(214);
        var panel = new Div(
                new ComposeButton("pencil", "New message", NOTHING),
                open,
                other,
                link("users", "A group with a name that is too long for its line"));
        panel.addClassName("nav");
        return panel;
    }

    private static PanelLink link(String icon, String name) {
        var link = new PanelLink(new Icon(icon), name);
        link.setRoute(GalleryView.class);
        return link;
    }
}
