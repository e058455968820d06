package org.kantor.mail.imap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.imap.Condition.Truth;
import org.kantor.mail.search.TextField;
import org.kantor.mail.search.WordField;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.wire.imap.SearchKey;
import org.kantor.mail.wire.imap.SequenceSet;
import org.kantor.mail.wire.mime.Casemap;
import org.kantor.mail.wire.mime.ParsedMessage;

/** Makes conditions of the keys of SEARCH (RFC 3501 section 6.4.4, RFC 8514 section 4.3) for one mailbox. */
final class SearchConditions {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})\\s+([A-Za-z]{3})[a-z]*\\s+(\\d{4}|\\d{2})\\b");

    private final Searched searched;
    private final IndexAnswers index;
    private long @Nullable [] readable;
    private long @Nullable [] saveDates;
    private long @Nullable [] threads;

    SearchConditions(Searched searched, IndexAnswers index) {
        this.searched = searched;
        this.index = index;
    }

    Condition of(SearchKey key) {
        return switch (key) {
            case SearchKey.All() -> candidate -> Truth.YES;
            case SearchKey.Flag flag -> flag(flag);
            case SearchKey.Recent recent ->
                c -> Truth.of(searched.isRecent(c.view().uid(c.index())) == recent.set());
            case SearchKey.Arrived arrived ->
                c -> Truth.of(arrived.relation().holds(day(c.view().internalDate(c.index())), arrived.date()));
            case SearchKey.Saved saved ->
                c -> Truth.of(saveDate(c) > 0 && saved.relation().holds(day(saveDate(c)), saved.date()));
            case SearchKey.SaveDateSupported() -> candidate -> Truth.YES;
            case SearchKey.Sent sent ->
                onParsed(message -> sentDay(message)
                        .filter(day -> sent.relation().holds(day, sent.date()))
                        .isPresent());
            case SearchKey.Larger larger -> c -> Truth.of(c.view().octets(c.index()) > larger.octets());
            case SearchKey.Smaller smaller -> c -> Truth.of(c.view().octets(c.index()) < smaller.octets());
            case SearchKey.Within(var younger, var seconds) -> {
                var border = searched.services()
                        .clock()
                        .instant()
                        .minusSeconds(seconds)
                        .toEpochMilli();
                yield c -> Truth.of(younger == c.view().internalDate(c.index()) >= border);
            }
            case SearchKey.ModSeq(var modseq) -> c -> Truth.of(c.view().modseq(c.index()) >= modseq);
            case SearchKey.Sequence sequence -> among(sequence.numbers(), false);
            case SearchKey.EmailId(var id) ->
                c -> Truth.of(ObjectIds.email(c.view().message(c.index())).equals(id));
            case SearchKey.ThreadId(var id) ->
                c -> Truth.of(ObjectIds.thread(thread(c)).equals(id));
            case SearchKey.Uid uid -> among(uid.uids(), true);
            case SearchKey.InEnvelope field -> inEnvelope(field);
            case SearchKey.InHeader header -> inHeader(header);
            case SearchKey.InBody(var text) -> containing(TextField.BODY, text);
            case SearchKey.InText(var text) ->
                Condition.any(containing(TextField.HEADER, text), containing(TextField.BODY, text));
            case SearchKey.Fuzzy(var inner) -> fuzzy(inner);
            case SearchKey.Not(var inner) -> Condition.not(of(inner));
            case SearchKey.Or(var one, var other) -> Condition.any(of(one), of(other));
            case SearchKey.And(var keys) ->
                Condition.all(keys.stream().map(this::of).toList());
        };
    }

    /** Read for the whole mailbox when the first is asked for. */
    private long saveDate(Candidate candidate) {
        var dates = saveDates;
        if (dates == null) {
            dates = searched.saveDates(
                    IntStream.range(0, searched.view().size()).toArray());
            saveDates = dates;
        }
        return dates[candidate.index()];
    }

    /** Read for the whole mailbox when the first is asked for; 0 for a message that is gone. */
    private long thread(Candidate candidate) {
        var all = threads;
        if (all == null) {
            all = searched.threads(IntStream.range(0, searched.view().size()).toArray());
            threads = all;
        }
        return all[candidate.index()];
    }

    private static Condition flag(SearchKey.Flag flag) {
        var bit = MessageFlags.bit(flag.name());
        if (bit != 0) {
            return c -> Truth.of((c.view().flags(c.index()) & bit) != 0 == flag.set());
        }
        return c ->
                Truth.of(c.view().keywords(c.index()).stream().anyMatch(flag.name()::equalsIgnoreCase) == flag.set());
    }

    private Condition among(SequenceSet set, boolean uid) {
        var members = new java.util.BitSet();
        for (var member : searched.named(set, uid)) {
            members.set(member);
        }
        return c -> Truth.of(members.get(c.index()));
    }

    private interface ParsedTest {
        boolean test(ParsedMessage message);
    }

    private static Condition onParsed(ParsedTest test) {
        return c -> {
            var parsed = c.parsed();
            return parsed == null ? Truth.UNKNOWN : Truth.of(test.test(parsed));
        };
    }

    /** The index decides about the messages that it knows; the others are looked at. */
    private Condition containing(TextField field, String text) {
        var wanted = Casemap.map(text);
        if (wanted.isEmpty()) {
            return switch (field) {
                case FROM, TO, CC, BCC ->
                    c -> {
                        var addresses = c.caseless(field);
                        return addresses == null ? Truth.UNKNOWN : Truth.of(!addresses.isEmpty());
                    };
                default -> c -> Truth.YES;
            };
        }
        var indexed = index.containing(searched.account(), field, wanted);
        return c -> {
            if (indexed.knows(c.message()) && isThere(c.message())) {
                return Truth.of(indexed.contains(c.message()));
            }
            var there = c.caseless(field);
            return there == null ? Truth.UNKNOWN : Truth.of(there.contains(wanted));
        };
    }

    /**
     * More or less this (RFC 6203): a text is looked for by its words, which may be others of the same stem, beginnings of others or misspelt, and come in any order. Other keys
     * mean what they say, and so do texts in a message that the index does not know.
     */
    private Condition fuzzy(SearchKey key) {
        return switch (key) {
            case SearchKey.Not(var inner) -> Condition.not(fuzzy(inner));
            case SearchKey.Fuzzy(var inner) -> fuzzy(inner);
            case SearchKey.Or(var one, var other) -> Condition.any(fuzzy(one), fuzzy(other));
            case SearchKey.And(var keys) ->
                Condition.all(keys.stream().map(this::fuzzy).toList());
            default ->
                words(key)
                        .map(text -> {
                            var exact = of(key);
                            var like = index.matching(searched.account(), text);
                            return (Condition) c -> like.knows(c.message()) && isThere(c.message())
                                    ? Truth.of(like.contains(c.message()))
                                    : exact.test(c);
                        })
                        .orElseGet(() -> of(key));
        };
    }

    /** What is looked for by its words; empty for a key that means what it says. */
    private static Optional<Query.Text> words(SearchKey key) {
        return switch (key) {
            case SearchKey.InBody(var text) -> words(Set.of(WordField.BODY, WordField.FILE_NAME), text);
            case SearchKey.InText(var text) -> words(Query.Text.IN_MESSAGE, text);
            case SearchKey.InEnvelope(var field, var text) ->
                switch (field) {
                    case SUBJECT -> words(Set.of(WordField.SUBJECT), text);
                    case FROM -> words(Set.of(WordField.FROM), text);
                    case TO -> words(Set.of(WordField.TO), text);
                    case CC -> words(Set.of(WordField.CC), text);
                    case BCC -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static Optional<Query.Text> words(Set<WordField> fields, String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new Query.Text(fields, text, Query.Nearness.LIKE));
    }

    /**
     * How well messages answer to what is looked for by its words, but for what they are not to have: 0 for those that the index does not know.
     *
     * @param indexes in the view
     */
    float[] relevance(SearchKey key, int[] indexes) {
        var texts = new ArrayList<Query.Text>();
        addWords(texts, key, false);
        var view = searched.view();
        var messages = Arrays.stream(indexes)
                .mapToLong(view::message)
                .sorted()
                .distinct()
                .toArray();
        var relevance = index.relevance(searched.account(), texts, messages);
        var ordered = new float[indexes.length];
        for (var i = 0; i < ordered.length; i++) {
            ordered[i] = relevance[Arrays.binarySearch(messages, view.message(indexes[i]))];
        }
        return ordered;
    }

    private static void addWords(List<Query.Text> texts, SearchKey key, boolean fuzzy) {
        switch (key) {
            case SearchKey.Fuzzy(var inner) -> addWords(texts, inner, true);
            case SearchKey.And(var keys) -> keys.forEach(each -> addWords(texts, each, fuzzy));
            case SearchKey.Or(var one, var other) -> {
                addWords(texts, one, fuzzy);
                addWords(texts, other, fuzzy);
            }
            default -> {
                if (fuzzy) {
                    words(key).ifPresent(texts::add);
                }
            }
        }
    }

    /**
     * Whether the index may be asked about a message. It knows no rights, so that of somebody else's mailbox it tells only of what can be read there now: the session
     * may know messages that have gone elsewhere since, and rights that were withdrawn.
     */
    private boolean isThere(long message) {
        if (searched.isOwn()) {
            return true;
        }
        var there = readable;
        if (there == null) {
            there = searched.readable();
            readable = there;
        }
        return Arrays.binarySearch(there, message) >= 0;
    }

    private Condition inEnvelope(SearchKey.InEnvelope key) {
        return containing(
                switch (key.field()) {
                    case SUBJECT -> TextField.SUBJECT;
                    case FROM -> TextField.FROM;
                    case TO -> TextField.TO;
                    case CC -> TextField.CC;
                    case BCC -> TextField.BCC;
                },
                key.text());
    }

    private Condition inHeader(SearchKey.InHeader key) {
        var start = "\n" + key.field() + ":";
        if (key.text().isEmpty()) {
            return containing(TextField.HEADER, start);
        }
        return switch (key.field()) {
            case "SUBJECT" -> containing(TextField.SUBJECT, key.text());
            case "MESSAGE-ID" -> containing(TextField.MESSAGE_ID, key.text());
            default ->
                // Field and text may be there, but apart.
                Condition.all(List.of(
                        containing(TextField.HEADER, start),
                        containing(TextField.HEADER, key.text()),
                        inLine(Casemap.map(start), Casemap.map(key.text()))));
        };
    }

    private static Condition inLine(String start, String wanted) {
        return c -> {
            var header = c.caseless(TextField.HEADER);
            return header == null ? Truth.UNKNOWN : Truth.of(lineContains(header, start, wanted));
        };
    }

    private static boolean lineContains(String header, String start, String wanted) {
        for (var from = header.indexOf(start); from >= 0; from = header.indexOf(start, from + 1)) {
            var end = header.indexOf('\n', from + 1);
            var at = header.indexOf(wanted, from + start.length());
            if (at >= 0 && at + wanted.length() <= (end < 0 ? header.length() : end)) {
                return true;
            }
        }
        return false;
    }

    private static LocalDate day(long epochMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
    }

    /** The day as the Date field writes it, whatever its zone: SENT keys disregard time and zone. */
    static Optional<LocalDate> sentDay(ParsedMessage message) {
        return Optional.ofNullable(message.envelope().date())
                .flatMap(SearchConditions::written)
                .or(() -> Optional.ofNullable(message.sentDate())
                        .map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC)));
    }

    private static Optional<LocalDate> written(String date) {
        var matcher = DAY.matcher(date);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var month = MONTHS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
        var year = Integer.parseInt(matcher.group(3));
        if (matcher.group(3).length() == 2) {
            // RFC 5322 section 4.3
            year += year < 50 ? 2000 : 1900;
        }
        try {
            return Optional.of(LocalDate.of(year, month, Integer.parseInt(matcher.group(1))));
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }
}
