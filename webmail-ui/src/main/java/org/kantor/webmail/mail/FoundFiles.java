package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.webmail.content.FileList;
import org.kantor.webmail.content.MessageLinks;

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

    void add(Mailbox folder, long uid, long message, ParsedMessage parsed) {
        var key = Long.toString(message);
        for (var file : FileList.of(parsed.structure())) {
            var opens = MessageLinks.mayOpen(file);
            var item = rows.appendElement("div").attr("role", "listitem").addClass("found-file");
            var row = item.appendElement("a")
                    .attr("href", opens ? MessageLinks.open(key, file) : MessageLinks.save(key, file))
                    .attr("router-ignore", true)
                    .addClass("row")
                    .addClass("line");
            if (opens) {
                row.attr("target", "_blank").attr("rel", "noopener");
            }
            var face = FileFace.of(file.name(), file.mediaType());
            var kind = row.appendElement("span").attr("aria-hidden", "true").text(face.getText());
            face.getClassNames().forEach(kind::addClass);
            var name =
                    row.appendElement("span").addClass("from").addClass("trunc").attr("dir", "auto");
            Marking.mark(name, file.name(), words);
            var text = row.appendElement("span").addClass("tx");
            text.appendElement("span").addClass("pre").text(Sizes.text(file.octets(), dates.locale()));
            item.appendElement("a")
                    .attr("href", "mail/" + folder.id() + "/" + uid)
                    .attr("router-link", true)
                    .addClass("of")
                    .addClass("trunc")
                    .attr("dir", "auto")
                    .text(
                            parsed.subject().isEmpty()
                                    ? texts.getTranslation("search.noSubject")
                                    : parsed.fromName() + ": " + parsed.subject());
            var sent = parsed.sentDate();
            if (sent != null) {
                item.appendElement("time").attr("title", dates.full(sent)).text(dates.brief(sent));
            }
        }
    }

    String html() {
        return rows.html();
    }
}
