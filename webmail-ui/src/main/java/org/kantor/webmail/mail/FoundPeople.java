package org.kantor.webmail.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.kantor.webmail.people.PeopleSearch;
import org.kantor.webmail.shell.Face;

/** People who are called what was looked for, as HTML: each leads to the mail from them. */
final class FoundPeople {

    private FoundPeople() {}

    static String html(List<PeopleSearch.Found> people, Set<String> words) {
        var rows = new Element("div");
        for (var person : people) {
            var row = rows.appendElement("div")
                    .attr("role", "listitem")
                    .appendElement("a")
                    .attr("href", "search?q=" + URLEncoder.encode("from:" + person.address(), StandardCharsets.UTF_8))
                    .attr("router-link", true)
                    .addClass("row")
                    .addClass("line");
            var name = person.name().isBlank() ? person.address() : person.name();
            row.appendElement("span")
                    .addClass("av")
                    .addClass("h-" + Face.hue(person.address()))
                    .attr("aria-hidden", "true")
                    .text(Face.initials(name));
            Marking.mark(
                    row.appendElement("span").addClass("from").addClass("trunc").attr("dir", "auto"), name, words);
            row.appendElement("span")
                    .addClass("tx")
                    .appendElement("span")
                    .addClass("pre")
                    .addClass("trunc")
                    .text(person.name().isBlank() ? "" : person.address());
        }
        return rows.html();
    }
}
