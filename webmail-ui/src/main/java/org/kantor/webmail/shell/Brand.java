package org.kantor.webmail.shell;

/** Kantor's mark and word mark as SVG in the page, so that the word takes the text's colour. */
final class Brand {

    static final String MARK = """
            <svg class="m" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0a6179"/>\
            <path d="M9.5 8v16M24 8l-8.6 8 8.6 8" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/>\
            <circle cx="15.4" cy="16" r="2.7" fill="#ffc35c"/></svg>\
            <svg class="wm" viewBox="45 7 87 22" role="img" aria-label="Kantor">\
            <path d="M47 9.5v17M58 15.5l-10.6 5.6M51.5 19l7 7.5"/><path d="M75 15.5v11M75 21a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0"/>\
            <path d="M81.5 26.5v-11M81.5 20.2c0-2.9 1.9-4.9 4.6-4.9s4.4 1.8 4.4 4.9v6.3"/>\
            <path d="M98.5 10.5v12.2c0 2.4 1.2 3.8 3.5 3.8M95.3 15.5h6.7"/><circle cx="112.3" cy="21" r="5.5"/>\
            <path d="M124 26.5v-11M124 20.5c.4-3.2 2.5-5 5.5-4.9"/></svg>""";

    private Brand() {}
}
