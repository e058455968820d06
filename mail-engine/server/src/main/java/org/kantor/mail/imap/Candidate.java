package org.kantor.mail.imap;

import org.jspecify.annotations.Nullable;
import org.kantor.mail.search.MessageTexts;
import org.kantor.mail.search.TextField;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.wire.mime.ParsedMessage;

/** A message that a search looks at: its place in the view, then what the parser made of it, then its content. */
final class Candidate {

    private final MailboxView view;
    private final int index;
    private final @Nullable ParsedMessage parsed;
    private final @Nullable MessageTexts texts;

    Candidate(MailboxView view, int index, @Nullable ParsedMessage parsed, byte @Nullable [] content) {
        this.view = view;
        this.index = index;
        this.parsed = parsed;
        this.texts = parsed == null ? null : new MessageTexts(parsed, content);
    }

    MailboxView view() {
        return view;
    }

    int index() {
        return index;
    }

    /** The message's number. */
    long message() {
        return view.message(index);
    }

    /** Null before it has been read. */
    @Nullable
    ParsedMessage parsed() {
        return parsed;
    }

    /** A text without case; null before what it is in has been read. */
    @Nullable
    String caseless(TextField field) {
        return texts == null ? null : texts.caseless(field);
    }
}
