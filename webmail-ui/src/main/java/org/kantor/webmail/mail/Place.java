package org.kantor.webmail.mail;

import java.util.regex.Pattern;
import org.kantor.mail.store.MailboxId;

/** Where a message lies, which is what names a row. Written {@code 3/17} in addresses and by the browser, {@code 0} for none. */
record Place(MailboxId mailbox, long uid) {

    static final Place NONE = new Place(new MailboxId(0), 0);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})/([0-9]{1,10})");

    /** What was written; {@link #NONE} for anything else. */
    static Place parse(String text) {
        var matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? new Place(new MailboxId(Long.parseLong(matcher.group(1))), Long.parseLong(matcher.group(2)))
                : NONE;
    }

    /** What makes the message a row by itself, different from every conversation's number. */
    static long alone(MailboxId mailbox, long uid) {
        return -(mailbox.value() << 32 | uid);
    }

    boolean isNone() {
        return uid == 0;
    }

    @Override
    public String toString() {
        return isNone() ? "0" : mailbox + "/" + uid;
    }
}
