package org.kantor.webmail.people;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;

/** People by letter, with a field that narrows them. Only the rows that show are asked for; {@code people.js} makes one stop of Tab of them. */
@Tag("k-people")
final class PeopleList extends HtmlContainer {

    private static final long serialVersionUID = 1;

    private static final String CHOSEN = "event.target.closest('.prow')?.dataset.entry";

    private final H1 heading = new H1();
    private final Span count = new Span();
    private final TextField search = new TextField();
    private final VirtualList<Entry> list = new VirtualList<>();
    private final Div nobody = new Div();
    private final IconButton groupTools = new IconButton("users", getTranslation("people.group.open"));
    private final CallbackDataProvider<Entry, Void> provider;
    private final transient Acts acts;

    private transient PeopleRows rows = PeopleRows.NONE;

    /** What the list asks for. */
    interface Acts {
        /** Shows whoever has the key, see {@link Entry#key}. */
        void choose(String key);

        boolean isOpen(Entry entry);

        /** The words to be looked for are others. */
        void searched();

        /** Shows the page of the group whose members are listed. */
        void openGroup();
    }

    PeopleList(Acts acts) {
        this.acts = acts;
        provider = DataProvider.fromCallbacks(
                query -> rows.page(words(), query.getOffset(), query.getLimit()).stream(), query -> rows.size(words()));
        list.setRenderer(new ComponentRenderer<>(entry -> line(entry, acts::isOpen)));
        list.setDataProvider(provider);
        list.addClassName("rows");
        // the list hears, not its rows, which are made anew at every change: nothing that is chosen in that moment is
        // lost
        choosing("click", "", acts::choose);
        choosing("keydown", " && (event.key === 'Enter' || event.key === ' ')", acts::choose);
        addClassNames("list", "plist");
        add(head(), search, list, nobody);
        search.setPlaceholder(getTranslation("people.search"));
        search.setAriaLabel(getTranslation("people.search"));
        search.setPrefixComponent(new Icon("search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(150);
        search.addValueChangeListener(event -> this.acts.searched());
        search.addClassName("psearch");
        nobody.addClassNames("pnobody", "muted");
    }

    private Div head() {
        heading.getElement().setAttribute("dir", "auto");
        heading.addClassName("trunc");
        count.addClassNames("c", "num");
        var gap = new Span();
        gap.addClassName("grow");
        groupTools.addClassName("gtools");
        groupTools.addClickListener(event -> acts.openGroup());
        var head = new Div(heading, count, gap, groupTools);
        head.addClassName("lhead");
        return head;
    }

    private void choosing(String event, String when, Consumer<String> choose) {
        list.getElement()
                .addEventListener(
                        event,
                        chosen ->
                                choose.accept(chosen.getEventData().get(CHOSEN).asString()))
                .addEventData(CHOSEN)
                .setFilter("event.target.closest('.prow') !== null" + when);
    }

    private String words() {
        return search.getValue();
    }

    boolean searches() {
        return !words().isBlank();
    }

    /** @param none what stands there when there is nobody */
    void show(String title, PeopleRows shown, boolean ofGroup, String none) {
        rows = shown;
        provider.refreshAll();
        heading.setText(title);
        groupTools.setVisible(ofGroup);
        var number = rows.size(words());
        count.setText(String.format(getLocale(), "%,d", number));
        list.setVisible(number > 0);
        nobody.setVisible(number == 0);
        nobody.setText(none);
    }

    /** Draws the rows anew, as another one is open. */
    void redraw() {
        provider.refreshAll();
    }

    private static Div line(Entry entry, Predicate<Entry> isOpen) {
        var name = new Span(entry.name());
        name.addClassNames("pn", "trunc");
        name.getElement().setAttribute("dir", "auto");
        var detail = new Span(entry.detail());
        detail.addClassNames("pd", "trunc");
        detail.getElement().setAttribute("dir", "auto");
        var words = new Span(name, detail);
        words.addClassNames("v", "grow");
        var row = new Div(new Face(entry.name(), entry.address().isEmpty() ? entry.name() : entry.address()), words);
        row.addClassName("prow");
        row.setClassName("cur", isOpen.test(entry));
        row.getElement()
                .setAttribute("tabindex", "-1")
                .setAttribute("role", "button")
                .setAttribute("data-entry", entry.key());
        var line = new Div();
        if (entry.first()) {
            var group = new Div(entry.section());
            group.addClassName("grp");
            line.add(group);
        }
        line.add(row);
        return line;
    }
}
