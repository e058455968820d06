package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch.Hit;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.webmail.content.FileRisk;
import org.kantor.webmail.content.MessageLinks;
import org.kantor.webmail.content.Reading.FilePart;

/**
 * A file among others, away from its message: it opens or is saved from there, unless it could do harm or was not looked into. Then it leads to its message, where it has its warning and a second
 * step.
 *
 * @param risk what is to be said of it; empty for nothing
 */
record FileRow(FilePart file, String key, String message, boolean lookedInto, String risk) {

    /** @param risks of the message's files, by section number; null if they were not looked into */
    static FileRow of(FilePart file, Hit hit, @Nullable Map<String, FileRisk> risks, Component texts) {
        var risk = risks == null ? FileRisk.byName(file.name()).orElse(null) : risks.get(file.section());
        return new FileRow(
                file,
                Long.toString(hit.message()),
                "mail/" + hit.mailbox() + "/" + hit.uid(),
                risks != null || !FileRisk.needsOctets(file.name()),
                risk == null ? "" : texts.getTranslation("risk." + risk.kind().name(), risk.detail()));
    }

    /** When a message was sent; of one that does not say so, when it came, which its folder's view knows. @param views the folders' views, each read once */
    static Instant date(Function<MailboxId, MailboxView> views, Hit hit, ParsedMessage parsed) {
        var sent = parsed.sentDate();
        if (sent != null) {
            return sent;
        }
        var view = views.apply(hit.mailbox());
        var index = view.indexOf(hit.uid());
        return Instant.ofEpochMilli(index < 0 ? 0 : view.internalDate(index));
    }

    /** The views of an account's folders, each read when it is first asked for. */
    static Function<MailboxId, MailboxView> views(Messages messages, AccountId account) {
        var known = new HashMap<MailboxId, MailboxView>();
        return folder -> known.computeIfAbsent(folder, id -> messages.view(account, id));
    }

    /** The file's kind, or the warning. */
    void face(Element row) {
        if (risk.isEmpty()) {
            FileFace.append(row, file.name(), file.mediaType());
        } else {
            row.appendElement("k-icon")
                    .addClass("risk")
                    .attr("name", "triangle-alert")
                    .attr("role", "img")
                    .attr("title", risk)
                    .attr("aria-label", risk);
        }
    }

    /** Makes a link lead to the file, or to its message. */
    void leads(Element link) {
        link.attr("title", risk.isEmpty() ? file.name() : file.name() + ": " + risk);
        if (!risk.isEmpty() || !lookedInto) {
            link.attr("href", message).attr("router-link", true);
            return;
        }
        var opens = MessageLinks.mayOpen(file);
        var preview = MessageLinks.preview(file);
        link.attr("href", preview.isEmpty() && !opens ? MessageLinks.save(key, file) : MessageLinks.open(key, file))
                .attr("router-ignore", true);
        if (!preview.isEmpty()) {
            link.attr("data-preview", preview).attr("data-name", file.name());
        }
        if (file.isMessage()) {
            link.attr("data-about", MessageLinks.about(key, file));
        }
        if (opens) {
            link.attr("target", "_blank").attr("rel", "noopener");
        }
    }
}
