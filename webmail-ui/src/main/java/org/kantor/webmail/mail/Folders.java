package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import java.util.Locale;
import org.kantor.change.Collection;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;

/** How mailboxes are shown to people: names in their language, icons, order. */
public final class Folders {

    /** What the change stream calls the folders and labels themselves, rather than what lies in a folder. */
    static final Collection OF_ACCOUNT = new Collection(Collection.Kind.MAILBOX, 0);

    private Folders() {}

    /** The name to show: translated for INBOX and the special uses, else the last level of the name. */
    public static String title(Mailbox mailbox, Component texts) {
        if (mailbox.isInbox()) {
            return texts.getTranslation("folder.inbox");
        }
        var use = mailbox.use();
        if (use != null) {
            return texts.getTranslation(
                    switch (use) {
                        case DRAFTS -> "folder.drafts";
                        case SENT -> "folder.sent";
                        case ARCHIVE -> "folder.archive";
                        case IMPORTANT -> "folder.important";
                        case JUNK -> "folder.junk";
                        case SCHEDULED -> "folder.scheduled";
                        case TRASH -> "folder.trash";
                    });
        }
        return isSnoozed(mailbox) ? texts.getTranslation("folder.snoozed") : lastLevel(mailbox);
    }

    /** With the folders around it where it is a person's own. */
    public static String path(Mailbox mailbox, Component texts) {
        return mailbox.use() == null && !mailbox.isInbox() && !isSnoozed(mailbox)
                ? mailbox.name()
                : title(mailbox, texts);
    }

    /** Whether its messages wait for their time. */
    static boolean isSnoozed(Mailbox mailbox) {
        return mailbox.use() == null && mailbox.name().equals(Snoozing.MAILBOX);
    }

    static String lastLevel(Mailbox mailbox) {
        return mailbox.name().substring(mailbox.name().lastIndexOf('/') + 1);
    }

    public static String icon(Mailbox mailbox) {
        if (mailbox.isInbox()) {
            return "inbox";
        }
        var use = mailbox.use();
        return use == null
                ? isSnoozed(mailbox) ? "clock" : "folder"
                : switch (use) {
                    case DRAFTS -> "file";
                    case SENT -> "send";
                    case ARCHIVE -> "archive";
                    case IMPORTANT -> "folder";
                    case JUNK -> "octagon-alert";
                    case SCHEDULED -> "clock";
                    case TRASH -> "trash-2";
                };
    }

    /** {@code inbox}, or the special use in lower case; empty for a folder of one's own. */
    public static String use(Mailbox mailbox) {
        var use = mailbox.use();
        return mailbox.isInbox() ? "inbox" : use == null ? "" : use.name().toLowerCase(Locale.ROOT);
    }

    /** INBOX, then the special uses in the order people expect; everything else after them. */
    static int rank(Mailbox mailbox) {
        if (mailbox.isInbox()) {
            return 0;
        }
        var use = mailbox.use();
        return use == null
                ? isSnoozed(mailbox) ? 1 : Integer.MAX_VALUE
                : switch (use) {
                    case SENT -> 2;
                    case DRAFTS -> 3;
                    case SCHEDULED -> 4;
                    case ARCHIVE -> 5;
                    case JUNK -> 6;
                    case TRASH -> 7;
                    case IMPORTANT -> 8;
                };
    }

    /** Whether its messages are ours, so that the list shows who they went to. */
    static boolean outgoing(Mailbox mailbox) {
        return mailbox.use() == SpecialUse.SENT
                || mailbox.use() == SpecialUse.DRAFTS
                || mailbox.use() == SpecialUse.SCHEDULED;
    }
}
