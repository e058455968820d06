package org.kantor.webmail.composer;

import org.jspecify.annotations.Nullable;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.store.MailboxId;

/**
 * What a composer begins with.
 *
 * @param draft the people, the subject and the quoted text; its HTML is safe to stand in the page
 * @param answered the message that is answered, to be marked so once the answer is sent; null for none
 * @param former where the draft already lies; null for a new message
 * @param caretInText whether the writer goes on in the text, not in the recipients
 */
record Origin(Draft draft, @Nullable Answered answered, Drafts.@Nullable Place former, boolean caretInText) {

    /** A message in a folder. */
    record Answered(MailboxId mailbox, long uid) {}
}
