package org.kantor.webmail.content;

import java.util.LinkedHashMap;
import java.util.Map;

/** What stands above a printed message: its subject, and who, to whom, when, as lines of a name and a value. */
record PrintedHeader(String subject, Map<String, String> lines) {

    PrintedHeader {
        lines = new LinkedHashMap<>(lines);
    }

    String html() {
        var out = new StringBuilder("<header class=\"k-head\"><h1 dir=\"auto\">");
        Markup.text(subject, out);
        out.append("</h1><dl>");
        lines.forEach((name, value) -> {
            out.append("<dt>");
            Markup.text(name, out);
            out.append("</dt><dd dir=\"auto\">");
            Markup.text(value, out);
            out.append("</dd>");
        });
        return out.append("</dl></header>\n").toString();
    }
}
