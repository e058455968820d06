package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Why a list shows nothing, in its own words. */
final class EmptyFolder {

    private static final String LETTER = """
            <svg class="art" viewBox="0 0 148 108" fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">\
            <ellipse cx="74" cy="100" rx="58" ry="3.5" fill="var(--k-hover)"/>\
            <path d="M28 66 42 38h64l14 28v24a7 7 0 0 1-7 7H35a7 7 0 0 1-7-7z" fill="var(--k-sunken)" stroke="var(--k-line-control)"/>\
            <path d="M28 66h27l6 11h26l6-11h27v24a7 7 0 0 1-7 7H35a7 7 0 0 1-7-7z" fill="var(--k-surface)" stroke="var(--k-line-control)"/>\
            <circle cx="74" cy="26" r="14" fill="var(--k-accent-soft-2)"/><path d="m68 26.5 4.5 4.5 8-9" stroke="var(--k-accent)" stroke-width="2.5"/></svg>""";

    private EmptyFolder() {}

    static Component of(MessageList list, Component texts) {
        var key = list.tab() == Tab.ALL ? list.source().empty() : list.tab().key();
        var art = new Div();
        art.getElement().setProperty("innerHTML", LETTER);
        var text = new Div(
                art,
                new H2(texts.getTranslation("empty." + key)),
                new Paragraph(texts.getTranslation("empty." + key + ".next")));
        text.addClassName("b");
        return text;
    }
}
