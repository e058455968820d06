package org.kantor.webmail.composer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.Person;

/**
 * What a composer begins with.
 *
 * @param draft the people, the subject and the quoted text; its HTML is safe to stand in the page
 * @param former where the draft already lies; null for a new message
 * @param written which draft it is, of those that were written in windows of ours; null for a new one
 * @param answer whether it answers or forwards something, which decides about the signature
 * @param list the mailing list that the answered message came by; null for none
 * @param forwarded the message that is forwarded in the text; null for none
 * @param caretInText whether the writer goes on in the text, not in the recipients
 */
record Origin(
        Draft draft,
        Drafts.@Nullable Place former,
        @Nullable UUID written,
        boolean answer,
        @Nullable Person list,
        Writing.@Nullable Source forwarded,
        boolean caretInText) {}
