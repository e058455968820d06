package org.kantor.webmail.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.PanelLink;
import org.kantor.webmail.shell.SidePanel;

/** A page of a person's settings: its heading with actions, a sentence what it is about, its content; beside it all pages. */
abstract class SettingsPage extends Div implements SidePanel, HasDynamicTitle {

    private static final long serialVersionUID = 1;

    private final String titleKey;
    private final Div head = new Div();
    private final Div body = new Div();

    /** @param titleKey names the page; its sentence is {@code <titleKey>.lead} */
    SettingsPage(String titleKey) {
        this.titleKey = titleKey;
        addClassNames("settings", "col");
        var title = new H1(getTranslation(titleKey));
        title.getElement().setAttribute("tabindex", "-1");
        var gap = new Span();
        gap.addClassName("grow");
        head.add(title, gap);
        head.addClassName("phead");
        var lead = new Paragraph(getTranslation(titleKey + ".lead"));
        lead.addClassName("lead");
        body.addClassName("sbody");
        body.add(lead);
        var scroll = new Div(body);
        scroll.addClassName("pscroll");
        add(head, scroll);
    }

    /** A button beside the heading. */
    final void action(Component button) {
        head.add(button);
    }

    final void content(Component... parts) {
        body.add(parts);
    }

    /** A box of lines. */
    final Div panel(Component... lines) {
        var panel = new Div(lines);
        panel.addClassNames("panel", "setlines");
        body.add(panel);
        return panel;
    }

    /** A line of a box: what it is, a sentence about it, and what changes it. */
    final Div line(String key, Component control) {
        var name = new Span(getTranslation(key));
        name.addClassName("med");
        var text = new Div(name);
        text.addClassName("grow");
        var help = getTranslation(key + ".help");
        if (!help.startsWith("!")) {
            var small = new Span(help);
            small.addClassName("help");
            text.add(small);
        }
        var line = new Div(text, control);
        line.addClassName("setline");
        return line;
    }

    @Override
    public final String getPageTitle() {
        return Page.title(getTranslation(titleKey));
    }

    @Override
    public final Component sidePanel() {
        var pages = new Nav();
        pages.addClassName("nav");
        pages.setAriaLabel(getTranslation("settings.pages"));
        var back = new Anchor("mail", new Icon("arrow-left", "fl"), new Span(getTranslation("settings.back")));
        back.getElement().setAttribute("router-link", true);
        back.addClassName("f");
        pages.add(back);
        var section = "";
        for (var page : SettingsPages.ALL) {
            if (!page.section().equals(section)) {
                section = page.section();
                pages.add(new H4(section.equals("look") ? Page.name() : getTranslation("settings.section." + section)));
            }
            pages.add(PanelLink.page(page.view(), page.icon(), getTranslation(page.key()), getClass() == page.view()));
        }
        return pages;
    }
}
