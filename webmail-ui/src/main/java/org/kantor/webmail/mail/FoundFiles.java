package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.search.MailSearch.Hit;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.webmail.content.FileList;
import org.kantor.webmail.content.FileRisk;

/** The files of the messages that were found, as HTML: each opens or saves the file, and names its message. Used once. */
final class FoundFiles {

    private final Component texts;
    private final Set<String> words;
    private final Dates dates;
    private final Element rows = new Element("div");

    FoundFiles(Component texts, Set<String> words, Dates dates) {
        this.texts = texts;
        this.words = words;
        this.dates = dates;
    }

    /**
     * @param at when the message was sent, or came
     * @param risks of its files; null if they were not looked into
     */
    void add(Hit hit, ParsedMessage parsed, Instant at, @Nullable Map<String, FileRisk> risks) {
        for (var file : FileList.of(parsed.structure())) {
            var line = FileRow.of(file, hit, risks, texts);
            var item = rows.appendElement("div").attr("role", "listitem").addClass("found-file");
            var row = item.appendElement("a").addClass("row").addClass("line");
            line.leads(row);
            line.face(row);
            var name =
                    row.appendElement("span").addClass("from").addClass("trunc").attr("dir", "auto");
            Marking.mark(name, file.name(), words);
            var text = row.appendElement("span").addClass("tx");
            text.appendElement("span").addClass("pre").text(Sizes.text(file.octets(), dates.locale()));
            item.appendElement("a")
                    .attr("href", line.message())
                    .attr("router-link", true)
                    .addClass("of")
                    .addClass("trunc")
                    .attr("dir", "auto")
                    .text(
                            parsed.subject().isEmpty()
                                    ? texts.getTranslation("search.noSubject")
                                    : parsed.fromName() + ": " + parsed.subject());
            item.appendElement("time").attr("title", dates.full(at)).text(dates.brief(at));
        }
    }

    String html() {
        return rows.html();
    }
}
