package org.kantor.mail.wire.imap;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A condition of SEARCH (RFC 3501 section 6.4.4, RFC 6203, RFC 8514). Texts are compared as substrings without case. */
public sealed interface SearchKey {

    void write(CommandWriter out);

    /** Whether a key of this kind is among those that this one consists of, itself included. */
    default boolean asks(Class<? extends SearchKey> kind) {
        return isAny(kind::isInstance);
    }

    /** The same for keys of which this is true. */
    default boolean isAny(Predicate<SearchKey> wanted) {
        return wanted.test(this)
                || switch (this) {
                    case Not(var key) -> key.isAny(wanted);
                    case Fuzzy(var key) -> key.isAny(wanted);
                    case Or(var one, var other) -> one.isAny(wanted) || other.isAny(wanted);
                    case And(var keys) -> keys.stream().anyMatch(key -> key.isAny(wanted));
                    default -> false;
                };
    }

    /** Every message. */
    record All() implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("ALL");
        }
    }

    /** A system flag, spelled as in section 2.3.2, or a keyword is set or not. */
    record Flag(String name, boolean set) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            var not = set ? "" : "UN";
            if (name.startsWith("\\")) {
                out.raw(not + name.substring(1).toUpperCase(Locale.ROOT));
            } else {
                out.raw(not + "KEYWORD ").raw(name);
            }
        }
    }

    /** {@code \Recent} is set (RECENT) or not (OLD). */
    record Recent(boolean set) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw(set ? "RECENT" : "OLD");
        }
    }

    /** How a date relates to the given one, without time and zone. */
    enum Relation {
        BEFORE,
        ON,
        SINCE;

        public boolean holds(LocalDate date, LocalDate given) {
            return switch (this) {
                case BEFORE -> date.isBefore(given);
                case ON -> date.equals(given);
                case SINCE -> !date.isBefore(given);
            };
        }
    }

    /** The internal date. */
    record Arrived(Relation relation, LocalDate date) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw(relation.name()).space().raw(ImapDate.format(date));
        }
    }

    /** The date of saving (RFC 8514). */
    record Saved(Relation relation, LocalDate date) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("SAVED" + relation.name()).space().raw(ImapDate.format(date));
        }
    }

    /** Whether the mailbox keeps dates of saving (RFC 8514). */
    record SaveDateSupported() implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("SAVEDATESUPPORTED");
        }
    }

    /** The Date field. */
    record Sent(Relation relation, LocalDate date) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("SENT" + relation.name()).space().raw(ImapDate.format(date));
        }
    }

    /** More octets than this. */
    record Larger(long octets) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("LARGER " + octets);
        }
    }

    /** Fewer octets than this. */
    record Smaller(long octets) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("SMALLER " + octets);
        }
    }

    /** Changed with this change number or later (RFC 7162 section 3.1.5). Entry names are passed over: a message has one change number for all. */
    record ModSeq(long modseq) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("MODSEQ " + modseq);
        }
    }

    /** Message sequence numbers. */
    record Sequence(SequenceSet numbers) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw(numbers.toString());
        }
    }

    /** Unique identifiers. */
    record Uid(SequenceSet uids) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("UID " + uids);
        }
    }

    /** The internal date is at most so many seconds ago, or longer (RFC 5032). */
    record Within(boolean younger, long seconds) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw((younger ? "YOUNGER " : "OLDER ") + seconds);
        }
    }

    /** The message's object identifier (RFC 8474 section 6). */
    record EmailId(String id) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("EMAILID " + id);
        }
    }

    /** The thread's object identifier (RFC 8474 section 6). */
    record ThreadId(String id) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("THREADID " + id);
        }
    }

    /** Fields that stand in the envelope. */
    enum Field {
        BCC,
        CC,
        FROM,
        SUBJECT,
        TO
    }

    /** A field of the envelope. */
    record InEnvelope(Field field, String text) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw(field.name()).space().astring(text);
        }
    }

    /** Any header field; the empty text asks whether the field is there. @param field in upper case */
    record InHeader(String field, String text) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("HEADER").space().astring(field).space().astring(text);
        }
    }

    /** The body's texts. */
    record InBody(String text) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("BODY").space().astring(text);
        }
    }

    /** Header or body. */
    record InText(String text) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("TEXT").space().astring(text);
        }
    }

    record Not(SearchKey key) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("NOT ");
            key.write(out);
        }
    }

    /** More or less this, as the server understands it (RFC 6203 section 3). */
    record Fuzzy(SearchKey key) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("FUZZY ");
            key.write(out);
        }
    }

    record Or(SearchKey one, SearchKey other) implements SearchKey {
        @Override
        public void write(CommandWriter out) {
            out.raw("OR ");
            one.write(out);
            out.space();
            other.write(out);
        }
    }

    /** All of these. */
    record And(List<SearchKey> keys) implements SearchKey {
        public And {
            keys = List.copyOf(keys);
        }

        @Override
        public void write(CommandWriter out) {
            var separator = "(";
            for (var key : keys) {
                out.raw(separator);
                key.write(out);
                separator = " ";
            }
            out.raw(")");
        }
    }

    /** Conditions inside conditions deeper than this are refused. */
    int MAX_DEPTH = 50;

    /** More conditions than this are refused: each may have to be looked up in a large mailbox. */
    int MAX_KEYS = 250;

    /** One or more keys that must all hold, up to the end or a closing parenthesis. */
    static SearchKey parseAll(Parser in) {
        var key = all(in, 0);
        if (count(key) > MAX_KEYS) {
            throw new ImapSyntaxException("SEARCH has too many keys");
        }
        return key;
    }

    private static int count(SearchKey key) {
        return switch (key) {
            case And(var keys) -> keys.stream().mapToInt(SearchKey::count).sum();
            case Or(var one, var other) -> count(one) + count(other);
            case Not(var inner) -> count(inner);
            case Fuzzy(var inner) -> count(inner);
            default -> 1;
        };
    }

    private static SearchKey all(Parser in, int depth) {
        var keys = new ArrayList<SearchKey>();
        do {
            keys.add(one(in, depth));
        } while (in.accept(' '));
        return keys.size() == 1 ? keys.getFirst() : new And(keys);
    }

    private static SearchKey one(Parser in, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ImapSyntaxException("SEARCH is nested too deeply");
        }
        if (in.accept('(')) {
            var keys = all(in, depth + 1);
            in.expect(')');
            return keys;
        }
        if (in.sees('$')) {
            // whatever the command counts in
            return new Uid(SequenceSet.parse(in));
        }
        if (in.seesDigit() || in.sees('*')) {
            return new Sequence(SequenceSet.parse(in));
        }
        var name = in.keyword();
        return switch (name) {
            case "ALL" -> new All();
            case "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN" -> new Flag(system(name), true);
            case "UNANSWERED", "UNDELETED", "UNDRAFT", "UNFLAGGED", "UNSEEN" ->
                new Flag(system(name.substring(2)), false);
            case "NEW" -> new And(List.of(new Recent(true), new Flag("\\Seen", false)));
            case "OLD" -> new Recent(false);
            case "RECENT" -> new Recent(true);
            case "KEYWORD" -> new Flag(spaced(in, FlagList::keyword), true);
            case "UNKEYWORD" -> new Flag(spaced(in, FlagList::keyword), false);
            case "BEFORE", "ON", "SINCE" -> new Arrived(Relation.valueOf(name), spaced(in, ImapDate::date));
            case "SENTBEFORE", "SENTON", "SENTSINCE" ->
                new Sent(Relation.valueOf(name.substring(4)), spaced(in, ImapDate::date));
            case "SAVEDBEFORE", "SAVEDON", "SAVEDSINCE" ->
                new Saved(Relation.valueOf(name.substring(5)), spaced(in, ImapDate::date));
            case "SAVEDATESUPPORTED" -> new SaveDateSupported();
            case "LARGER" -> new Larger(spaced(in, Parser::number));
            case "SMALLER" -> new Smaller(spaced(in, Parser::number));
            case "YOUNGER" -> new Within(true, spaced(in, Parser::nzNumber));
            case "OLDER" -> new Within(false, spaced(in, Parser::nzNumber));
            case "MODSEQ" -> new ModSeq(spaced(in, SearchKey::modseq));
            case "EMAILID" -> new EmailId(spaced(in, Parser::objectId));
            case "THREADID" -> new ThreadId(spaced(in, Parser::objectId));
            case "UID" -> new Uid(spaced(in, SequenceSet::parse));
            case "BCC", "CC", "FROM", "SUBJECT", "TO" ->
                new InEnvelope(Field.valueOf(name), spaced(in, Parser::astring));
            case "HEADER" ->
                new InHeader(spaced(in, Parser::astring).toUpperCase(Locale.ROOT), spaced(in, Parser::astring));
            case "BODY" -> new InBody(spaced(in, Parser::astring));
            case "TEXT" -> new InText(spaced(in, Parser::astring));
            case "FUZZY" -> new Fuzzy(spaced(in, p -> one(p, depth + 1)));
            case "NOT" -> new Not(spaced(in, p -> one(p, depth + 1)));
            case "OR" -> new Or(spaced(in, p -> one(p, depth + 1)), spaced(in, p -> one(p, depth + 1)));
            default -> throw new ImapSyntaxException("SEARCH does not know this key");
        };
    }

    private static <T> T spaced(Parser in, java.util.function.Function<Parser, T> element) {
        in.space();
        return element.apply(in);
    }

    private static long modseq(Parser in) {
        if (in.sees('"')) {
            in.stringText();
            in.space();
            if (!List.of("PRIV", "SHARED", "ALL").contains(in.keyword())) {
                throw new ImapSyntaxException("MODSEQ does not know this type of entry");
            }
            in.space();
        }
        return in.modseq();
    }

    private static String system(String name) {
        return "\\" + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
