package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tabs above a list, one tab stop: arrows go from one to the next ({@code list-verbs.js}), which shows it. */
final class ListTabs extends Div {

    private static final long serialVersionUID = 1;

    private final Map<Tab, NativeButton> buttons = new EnumMap<>(Tab.class);
    private final Map<Tab, Span> counts = new EnumMap<>(Tab.class);

    /** @param chosen told what the reader wants to see */
    ListTabs(Consumer<Tab> chosen) {
        addClassName("ltabs");
        getElement().setAttribute("role", "tablist");
        for (var tab : Tab.values()) {
            var count = new Span();
            count.addClassName("n");
            var button = new NativeButton(getTranslation("mail.tab." + tab.key()));
            button.add(count);
            button.getElement().setAttribute("role", "tab").setAttribute("data-tab", tab.key());
            button.addClickListener(event -> chosen.accept(tab));
            buttons.put(tab, button);
            counts.put(tab, count);
            add(button);
        }
    }

    /** Something else stands here. */
    void replace(Component others) {
        removeAll();
        getElement().removeAttribute("role");
        add(others);
    }

    /** @param offered nothing to choose from if there is one only */
    void show(List<Tab> offered, Tab on) {
        buttons.forEach((tab, button) -> {
            button.setVisible(offered.contains(tab));
            button.setClassName("on", tab == on);
            button.getElement()
                    .setAttribute("aria-selected", Boolean.toString(tab == on))
                    .setAttribute("tabindex", tab == on ? "0" : "-1");
        });
    }

    /** How many unread messages are in a tab. */
    void count(Tab tab, int number) {
        var count = counts.get(tab);
        if (count != null) {
            count.setText(
                    number == 0
                            ? ""
                            : NumberFormat.getIntegerInstance(getLocale()).format(number));
            count.getElement().setAttribute("aria-label", number == 0 ? "" : getTranslation("mail.nUnread", number));
        }
    }
}
