package org.kantor.mail.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.wire.mime.ParsedMessage;

/**
 * Begins replies and forwards: recipients without the author's own addresses, subject, references and the quoted message (RFC 5322 section 3.6.4 and 3.6.5).
 */
public final class Answers {

    private static final Pattern REPLY = Pattern.compile(
            "(?:(?:re|aw|sv|antw|odp|bls|balas|ynt|vs)(?:\\[[0-9]{1,3}\\])?\\s*:\\s*)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORWARD =
            Pattern.compile("(?:(?:fwd?|wg|tr|trs|vb|pd)\\s*:\\s*)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKS = Pattern.compile(">(?: ?>)+");
    private static final int MAX_REFERENCES = 100;

    private final Person self;
    private final Set<String> own = new HashSet<>();
    private final Wording wording;

    /** @param ownAddresses every address of the author's account */
    public Answers(Person self, List<EmailAddress> ownAddresses, Wording wording) {
        this.self = self;
        this.wording = wording;
        own.add(self.address().key());
        ownAddresses.forEach(address -> own.add(address.key()));
    }

    /** The words around a quoted message, in the author's language. */
    public interface Wording {
        /** Such as: On 25 November 2026 at 10:04, Carol Wijaya wrote: */
        String attribution(ParsedMessage message, String author);

        String forwardedMessage();

        String from();

        String date();

        String subject();

        String to();

        /** The sent date as the author reads dates; empty if unknown. */
        String when(ParsedMessage message);
    }

    /**
     * The message that is answered.
     *
     * @param html its body as safe HTML; null if it is plain text
     * @param text its body as plain text
     */
    public record Original(ParsedMessage message, @Nullable String html, String text) {}

    /** To whom the author asked replies to go; to the recipients when it is the author's own message. */
    public Draft reply(Original original) {
        return answer(original, replyTo(original), List.of());
    }

    /** To everybody who has the message, each once, without the author. */
    public Draft replyAll(Original original) {
        return replyAll(original, List.of());
    }

    /** @param followUpTo whom the author asked answers to all to go to (Mail-Followup-To) in place of everybody; empty if the author did not say */
    public Draft replyAll(Original original, List<Person> followUpTo) {
        var wanted = followUpTo.stream().filter(Predicate.not(this::isOwn)).toList();
        if (!wanted.isEmpty()) {
            return answer(original, wanted, List.of());
        }
        var to = replyTo(original);
        var taken = new HashSet<>(own);
        to.forEach(person -> taken.add(person.address().key()));
        var envelope = original.message.envelope();
        var others = new ArrayList<Person>();
        others.addAll(Person.of(envelope.to()));
        others.addAll(Person.of(envelope.cc()));
        others.removeIf(person -> !taken.add(person.address().key()));
        return answer(original, to, others);
    }

    /** With the original's files, which the caller brings. */
    public Draft forward(Original original, List<Draft.Attachment> files, List<Draft.InlineImage> images) {
        var lines = new LinkedHashMap<String, String>();
        lines.put(
                wording.from(),
                String.join(", ", shown(Person.of(original.message.envelope().from()))));
        lines.put(wording.date(), wording.when(original.message));
        lines.put(wording.subject(), original.message.subject());
        lines.put(
                wording.to(),
                String.join(", ", shown(Person.of(original.message.envelope().to()))));
        lines.values().removeIf(String::isEmpty);
        var text = new StringBuilder("\n\n---------- ")
                .append(wording.forwardedMessage())
                .append(" ----------\n");
        lines.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n').append(original.text);
        @Nullable String html = null;
        if (original.html != null) {
            var head = new StringBuilder("<p><br></p><div class=\"mail-quotation\"><p>---------- ")
                    .append(escaped(wording.forwardedMessage()))
                    .append(" ----------");
            lines.forEach((name, value) ->
                    head.append("<br>").append(escaped(name)).append(": ").append(escaped(value)));
            html = head.append("</p>").append(original.html).append("</div>").toString();
        }
        return new Draft(
                self,
                null,
                List.of(),
                List.of(),
                List.of(),
                "Fwd: " + bare(original.message.subject(), FORWARD),
                html,
                html == null ? text.toString() : null,
                files,
                images,
                null,
                references(original.message),
                DraftOptions.NONE,
                Unfinished.NONE);
    }

    private static List<String> shown(List<Person> people) {
        return people.stream()
                .map(p -> p.name().isEmpty() ? p.address().toString() : p.name() + " <" + p.address() + ">")
                .toList();
    }

    private List<Person> replyTo(Original original) {
        var envelope = original.message.envelope();
        var wanted = Person.of(envelope.replyTo().isEmpty() ? envelope.from() : envelope.replyTo());
        if (!wanted.isEmpty() && wanted.stream().allMatch(this::isOwn)) {
            var recipients = Person.of(envelope.to()).stream()
                    .filter(Predicate.not(this::isOwn))
                    .toList();
            return recipients.isEmpty() ? wanted : recipients;
        }
        return wanted;
    }

    private boolean isOwn(Person person) {
        return own.contains(person.address().key());
    }

    private Draft answer(Original original, List<Person> to, List<Person> cc) {
        var message = original.message;
        var attribution = wording.attribution(message, message.fromName());
        var html = original.html == null
                ? null
                : "<p><br></p><div class=\"mail-quotation\"><p>" + escaped(attribution)
                        + "</p><blockquote type=\"cite\">" + original.html + "</blockquote></div>";
        var text = html != null ? null : "\n\n" + attribution + "\n" + quoted(original.text);
        return new Draft(
                self,
                null,
                to,
                cc,
                List.of(),
                "Re: " + bare(message.subject(), REPLY),
                html,
                text,
                List.of(),
                List.of(),
                message.messageId(),
                references(message),
                DraftOptions.NONE,
                Unfinished.NONE);
    }

    private static List<String> references(ParsedMessage message) {
        var all = new ArrayList<>(message.references());
        if (message.messageId() != null) {
            all.remove(message.messageId());
            all.add(message.messageId());
        }
        if (all.size() > MAX_REFERENCES) {
            // The first and the latest say where it belongs (RFC 5537 section 3.4.4).
            all.subList(1, all.size() - MAX_REFERENCES + 1).clear();
        }
        return all;
    }

    private static String bare(String subject, Pattern prefix) {
        var matcher = prefix.matcher(subject);
        return matcher.lookingAt() ? subject.substring(matcher.end()) : subject;
    }

    private static String quoted(String text) {
        var out = new StringBuilder();
        text.stripTrailing()
                .lines()
                .map(Answers::marked)
                .forEach(line -> out.append(line.startsWith(">") || line.isEmpty() ? ">" : "> ")
                        .append(line)
                        .append('\n'));
        return out.toString();
    }

    /** Marks with spaces between them, as some programs write them, without: else only the first would count (RFC 3676 section 4.5). */
    private static String marked(String line) {
        var marks = MARKS.matcher(line);
        return marks.lookingAt() ? marks.group().replace(" ", "") + line.substring(marks.end()) : line;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
