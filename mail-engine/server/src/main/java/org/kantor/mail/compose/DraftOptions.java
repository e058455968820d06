package org.kantor.mail.compose;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.MailboxId;

/**
 * What an author has decided besides people and text. Importance and the wish for a receipt become header fields that every client reads (RFC 2156 section 5.3.6,
 * RFC 8098 section 2.1). The rest is kept in one field of the draft, {@value #FIELD}, which never leaves.
 *
 * @param receipt asks the readers for a notification that the message was shown
 * @param report asks the servers for reports of success (RFC 3461)
 * @param remindDays after how many days without an answer the message comes back to its author; 0 for never
 * @param answered the message that is answered or forwarded, where the author found it
 */
public record DraftOptions(
        Importance importance,
        boolean receipt,
        boolean report,
        int remindDays,
        @Nullable Answered answered) {

    /** A draft's own header field, taken out when the message leaves. */
    public static final String FIELD = "X-Kantor-Draft";

    public static final DraftOptions NONE = new DraftOptions(Importance.NORMAL, false, false, 0, null);

    private static final int MAX_DAYS = 365;
    private static final Pattern ANSWERS = Pattern.compile("([0-9]{1,18})/([0-9]{1,10})");

    /** RFC 2156's values. */
    public enum Importance {
        LOW,
        NORMAL,
        HIGH
    }

    /** A message in a mailbox, the author's own or another's. @param forwarded whether it is not answered but forwarded */
    public record Answered(MailboxId mailbox, long uid, boolean forwarded) {}

    public DraftOptions {
        remindDays = Math.clamp(remindDays, 0, MAX_DAYS);
    }

    public DraftOptions answering(@Nullable Answered message) {
        return new DraftOptions(importance, receipt, report, remindDays, message);
    }

    /** The value of the draft's own field; empty if there is nothing to keep. */
    String note() {
        var notes = new LinkedHashMap<String, String>();
        if (report) {
            notes.put("report", "yes");
        }
        if (remindDays > 0) {
            notes.put("remind", Integer.toString(remindDays));
        }
        if (answered != null) {
            notes.put(answered.forwarded() ? "forwards" : "answers", answered.mailbox() + "/" + answered.uid());
        }
        var text = new StringBuilder();
        notes.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : "; ").append(name).append('=').append(value));
        return text.toString();
    }

    /** Reads them from a stored draft; what makes no sense is left out. */
    public static DraftOptions read(byte[] message) {
        var fields = HeaderFields.read(message);
        var notes = new LinkedHashMap<String, String>();
        for (var note : fields.get(FIELD).split(";", -1)) {
            var equals = note.indexOf('=');
            if (equals > 0) {
                notes.put(
                        note.substring(0, equals).strip(),
                        note.substring(equals + 1).strip());
            }
        }
        var importance = switch (fields.get("Importance").toLowerCase(Locale.ROOT)) {
            case "high" -> Importance.HIGH;
            case "low" -> Importance.LOW;
            default -> Importance.NORMAL;
        };
        var days = notes.getOrDefault("remind", "0");
        var forwarded = notes.containsKey("forwards");
        var answers = ANSWERS.matcher(notes.getOrDefault(forwarded ? "forwards" : "answers", ""));
        return new DraftOptions(
                importance,
                fields.has("Disposition-Notification-To"),
                notes.containsKey("report"),
                days.matches("[0-9]{1,3}") ? Integer.parseInt(days) : 0,
                answers.matches()
                        ? new Answered(
                                new MailboxId(Long.parseLong(answers.group(1))),
                                Long.parseLong(answers.group(2)),
                                forwarded)
                        : null);
    }
}
