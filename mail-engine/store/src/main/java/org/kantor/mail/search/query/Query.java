package org.kantor.mail.search.query;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kantor.mail.search.WordField;

/** What somebody looks for. */
public sealed interface Query {

    /** Everything. */
    record All() implements Query {}

    /** How near to what is looked for a text must be. */
    enum Nearness {
        /** The words themselves, as they follow each other. */
        PHRASE,
        /** A word, one of the same stem, or one that begins so; several words that were written as one as they follow each other. */
        WORD,
        /** Every word that tells something, or one of the same stem, one that begins so or one that is spelled almost so, in any order. */
        LIKE
    }

    /** Words in one of these texts. */
    record Text(Set<WordField> fields, String text, Nearness nearness) implements Query {

        public static final Set<WordField> ANYWHERE = Set.of(WordField.values());

        /** Without what stands in attached files, which IMAP does not search. */
        public static final Set<WordField> IN_MESSAGE =
                Set.copyOf(EnumSet.complementOf(EnumSet.of(WordField.ATTACHMENT)));

        public Text {
            fields = Set.copyOf(fields);
        }

        public boolean isAnywhere() {
            return fields.equals(ANYWHERE);
        }
    }

    record HasAttachment() implements Query {}

    /** More octets than this. */
    record Larger(long octets) implements Query {}

    /** Fewer octets than this. */
    record Smaller(long octets) implements Query {}

    /** Arrived before this instant. */
    record Before(Instant end) implements Query {}

    /** Arrived at this instant or after it. */
    record Since(Instant start) implements Query {}

    /** In a mailbox with this name or this use. @param name as written; {@code anywhere} means spam and trash too */
    record In(String name) implements Query {}

    /** What a message can be. */
    enum State {
        READ,
        UNREAD,
        STARRED,
        ANSWERED,
        DRAFT
    }

    record Is(State state) implements Query {}

    /** Has a label, which is a keyword. */
    record Label(String name) implements Query {}

    record Not(Query query) implements Query {}

    record And(List<Query> queries) implements Query {
        public And {
            queries = List.copyOf(queries);
        }
    }

    record Or(List<Query> queries) implements Query {
        public Or {
            queries = List.copyOf(queries);
        }
    }
}
