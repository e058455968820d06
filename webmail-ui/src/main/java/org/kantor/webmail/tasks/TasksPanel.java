package org.kantor.webmail.tasks;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.task.TaskList;
import org.kantor.webmail.mail.MailView;
import org.kantor.webmail.shell.ComposeButton;
import org.kantor.webmail.shell.Current;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Menu;
import org.kantor.webmail.shell.PanelLink;

/** The side panel of tasks: a new task, what is due, the lists. */
final class TasksPanel extends Nav {

    private static final long serialVersionUID = 1;

    private final PanelLink today = link(new Shown.Today(), "square-check", getTranslation("day.today"));
    private final PanelLink week = link(new Shown.Week(), "calendar", getTranslation("tasks.week"));
    private final PanelLink all = link(new Shown.All(), "layers", getTranslation("tasks.all"));
    private final PanelLink done = link(new Shown.Done(), "check", getTranslation("tasks.done"));
    private final PanelLink flagged = new PanelLink(new Icon("flag"), getTranslation("tasks.flagged"));
    private final Div lists = new Div();
    private final transient Acts acts;

    /** What the lists were drawn of. */
    private transient List<Object> drawn = List.of();

    /** What the panel's buttons ask for. */
    interface Acts {
        void createList();

        void editList(TaskList list);

        void deleteList(TaskList list);
    }

    /** @param flagged how many messages are to be followed up */
    record Counts(int today, int week, int all, int flagged, Map<CollectionId, Integer> lists) {}

    TasksPanel(Acts acts) {
        this.acts = acts;
        addClassName("nav");
        setAriaLabel(getTranslation("place.tasks"));
        // the browser gives the field the focus, see tasks.js
        var button = new ComposeButton("plus", getTranslation("tasks.new"), () -> {});
        flagged.setRoute(MailView.class, new RouteParameters(MailView.VIEW, "due"));
        var add = new IconButton("plus", getTranslation("tasks.list.new"));
        add.addClassName("sm");
        add.setId("new-list");
        add.addClickListener(event -> acts.createList());
        var heading = new Div(new H4(getTranslation("tasks.lists")), add);
        heading.addClassName("navh");
        var devices = new Anchor("settings/devices", getTranslation("tasks.devices"));
        var foot = new Div(new Span(getTranslation("tasks.caldav") + " "), devices);
        foot.addClassName("foot");
        add(button, today, week, flagged, all, done, heading, lists, foot);
    }

    private static PanelLink link(Shown shown, String icon, String title) {
        return link(shown, new Icon(icon), title);
    }

    private static PanelLink link(Shown shown, Icon icon, String title) {
        var link = new PanelLink(icon, title);
        link.setRoute(TasksView.class, new RouteParameters(shown.parameters()));
        return link;
    }

    void show(List<TaskList> known, Counts counts, Shown open) {
        today.countIfAny(counts.today());
        week.countIfAny(counts.week());
        all.countIfAny(counts.all());
        flagged.countIfAny(counts.flagged());
        Current.mark(today, open instanceof Shown.Today);
        Current.mark(week, open instanceof Shown.Week);
        Current.mark(all, open instanceof Shown.All);
        Current.mark(done, open instanceof Shown.Done);
        List<Object> wanted = new ArrayList<>(known);
        wanted.add(counts.lists());
        wanted.add(open);
        if (!wanted.equals(drawn)) {
            drawn = wanted;
            draw(known, counts.lists(), open);
        }
    }

    private void draw(List<TaskList> known, Map<CollectionId, Integer> open, Shown shown) {
        lists.removeAll();
        var alone = known.stream().filter(TaskList::alone).count();
        for (var list : known) {
            var link = link(
                    new Shown.OfList(list.id()), new Icon("list", "hued", HuePicker.style(list.hue())), list.name());
            link.countIfAny(open.getOrDefault(list.id(), 0));
            Current.mark(link, shown.equals(new Shown.OfList(list.id())));
            var more = new IconButton("ellipsis", getTranslation("tasks.list.more", list.name()));
            more.addClassName("more");
            var menu = new Menu("task-list-" + list.id(), getTranslation("tasks.list.more", list.name()));
            menu.item("pencil", getTranslation("tasks.list.edit")).addClickListener(event -> acts.editList(list));
            if (list.alone() && alone > 1) {
                menu.item("trash-2", getTranslation("tasks.list.delete"))
                        .addClickListener(event -> acts.deleteList(list));
            }
            menu.openedBy(more);
            var line = new Div(link, more, menu);
            line.addClassName("fr");
            lists.add(line);
        }
    }
}
