package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.kantor.mail.search.Folding;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;

/** The lines of what was found as HTML, which is quicker for browser and server than a component for each piece of them. Used once. */
final class FoundRows {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    private final Component texts;
    private final Set<String> words;
    private final Dates dates;
    private final List<Label> labels;
    private final Element rows = new Element("div");

    /** @param words what is marked in subjects and previews, without case and accents */
    FoundRows(Component texts, Set<String> words, Dates dates, List<Label> labels) {
        this.texts = texts;
        this.words = words;
        this.dates = dates;
        this.labels = labels;
    }

    /** The words that a query asks for. */
    static Set<String> words(Query query) {
        var words = new HashSet<String>();
        addWords(words, query);
        return words;
    }

    private static void addWords(Set<String> words, Query query) {
        switch (query) {
            case Query.Text text -> {
                var matcher = WORD.matcher(Folding.plain(text.text()));
                while (matcher.find()) {
                    words.add(matcher.group());
                }
            }
            case Query.And(var all) -> all.forEach(each -> addWords(words, each));
            case Query.Or(var all) -> all.forEach(each -> addWords(words, each));
            default -> {}
        }
    }

    void add(Mailbox folder, long uid, Messages.Summary summary, MailboxView view, int index) {
        var unread = (view.flags(index) & Flags.SEEN) == 0;
        var at = Instant.ofEpochMilli(view.internalDate(index));
        var row = rows.appendElement("div")
                .attr("role", "listitem")
                .appendElement("a")
                .attr("href", "mail/" + folder.id() + "/" + uid)
                .attr("router-link", true)
                .addClass("row")
                .addClass("line");
        if (unread) {
            row.addClass("unread");
            row.appendElement("span").addClass("sr").text(texts.getTranslation("search.unread"));
        }
        row.appendElement("span")
                .addClass("from")
                .addClass("trunc")
                .attr("dir", "auto")
                .text(Folders.outgoing(folder) ? summary.to() : summary.fromName());
        var text = row.appendElement("span").addClass("tx");
        text.appendElement("span").addClass("chip").addClass("grey").text(Folders.title(folder, texts));
        for (var label : labels) {
            if (view.keywords(index).stream().anyMatch(label.keyword()::equalsIgnoreCase)) {
                text.appendElement("span")
                        .addClass("chip")
                        .addClass(LabelForm.style(label.hue()))
                        .text(label.name());
            }
        }
        mark(text.appendElement("span").addClass("sub").addClass("trunc").attr("dir", "auto"), summary.subject());
        mark(text.appendElement("span").addClass("pre").addClass("trunc").attr("dir", "auto"), summary.preview());
        var icons = row.appendElement("span").addClass("ic");
        if (summary.attachments()) {
            icons.appendElement("k-icon").attr("name", "paperclip").attr("aria-hidden", "true");
            icons.appendElement("span").addClass("sr").text(texts.getTranslation("search.attachment"));
        }
        row.appendElement("time").attr("title", dates.full(at)).text(dates.brief(at));
    }

    private void mark(Element line, String text) {
        mark(line, text, words);
    }

    /** Writes a text with the words marked that begin with one that was looked for. */
    static void mark(Element line, String text, Set<String> words) {
        var matcher = WORD.matcher(text);
        var plain = 0;
        while (matcher.find()) {
            var word = Folding.plain(matcher.group());
            if (words.stream().anyMatch(word::startsWith)) {
                line.appendChild(new TextNode(text.substring(plain, matcher.start())));
                line.appendElement("mark").text(matcher.group());
                plain = matcher.end();
            }
        }
        line.appendChild(new TextNode(text.substring(plain)));
    }

    String html() {
        return rows.html();
    }
}
