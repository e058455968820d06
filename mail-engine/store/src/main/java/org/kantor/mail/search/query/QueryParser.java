package org.kantor.mail.search.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kantor.mail.search.WordField;

/**
 * Reads what somebody typed. Terms side by side must all hold; {@code OR} binds the terms next to it closer than that; a minus negates, parentheses group. Whatever
 * cannot be understood (a date that is none, a parenthesis too many) is taken for words or left out: nobody's typing is an error.
 */
public final class QueryParser {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(k|m|g)?b?");
    private static final Pattern AGE = Pattern.compile("(\\d{1,4})(d|w|m|y)");
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?");

    /** What is typed beyond this is left out, in characters. */
    private static final int LONGEST = 1_000;

    /** So many terms, parentheses and operators are read, the others left out: each is looked for in every field. */
    private static final int MOST_TERMS = 40;

    /** Parentheses inside parentheses deeper than this are left out. */
    private static final int MAX_DEPTH = 20;

    private final List<Term> terms;
    private final Instant now;
    private final ZoneId zone;
    private int at;

    private QueryParser(List<Term> terms, Instant now, ZoneId zone) {
        this.terms = terms;
        this.now = now;
        this.zone = zone;
    }

    /** @param zone where the days begin that are meant */
    public static Query parse(String text, Instant now, ZoneId zone) {
        var terms = Term.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        var parser = new QueryParser(terms.subList(0, Math.min(terms.size(), MOST_TERMS)), now, zone);
        var queries = new ArrayList<Query>();
        while (parser.at < parser.terms.size()) {
            queries.addAll(parser.group(0));
            // a parenthesis that nobody opened
            parser.at++;
        }
        return all(queries);
    }

    private static Query all(List<Query> queries) {
        return switch (queries.size()) {
            case 0 -> new Query.All();
            case 1 -> queries.getFirst();
            default -> new Query.And(queries);
        };
    }

    private boolean sees(Term.Kind kind) {
        return at < terms.size() && terms.get(at).kind() == kind;
    }

    /** Up to the end or a closing parenthesis. */
    private List<Query> group(int depth) {
        var queries = new ArrayList<Query>();
        while (at < terms.size() && !sees(Term.Kind.CLOSE)) {
            alternatives(depth).ifPresent(queries::add);
        }
        return queries;
    }

    private Optional<Query> alternatives(int depth) {
        var queries = new ArrayList<Query>();
        do {
            while (sees(Term.Kind.OR)) {
                at++;
            }
            one(depth).ifPresent(queries::add);
        } while (sees(Term.Kind.OR));
        return switch (queries.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(queries.getFirst());
            default -> Optional.of(new Query.Or(queries));
        };
    }

    private Optional<Query> one(int depth) {
        if (at == terms.size() || sees(Term.Kind.CLOSE)) {
            return Optional.empty();
        }
        var term = terms.get(at++);
        return switch (term.kind()) {
            case NOT -> one(depth).map(Query.Not::new);
            case OPEN -> {
                if (depth >= MAX_DEPTH) {
                    yield one(depth);
                }
                var inner = group(depth + 1);
                if (sees(Term.Kind.CLOSE)) {
                    at++;
                }
                yield inner.isEmpty() ? Optional.empty() : Optional.of(all(inner));
            }
            case OPERATOR ->
                Optional.of(operator(term)
                        .orElseGet(() -> new Query.Text(Query.Text.ANYWHERE, term.source(), Query.Nearness.WORD)));
            case WORDS -> term.value().isBlank() ? Optional.empty() : Optional.of(words(Query.Text.ANYWHERE, term));
            case OR, CLOSE -> Optional.empty();
        };
    }

    private static Query words(Set<WordField> fields, Term term) {
        return new Query.Text(fields, term.value(), term.quoted() ? Query.Nearness.PHRASE : Query.Nearness.WORD);
    }

    private Optional<Query> operator(Term term) {
        var value = term.value().toLowerCase(Locale.ROOT);
        return switch (term.operator()) {
            case "from" -> Optional.of(words(Set.of(WordField.FROM), term));
            case "to" -> Optional.of(words(Set.of(WordField.TO), term));
            case "cc" -> Optional.of(words(Set.of(WordField.CC), term));
            case "subject" -> Optional.of(words(Set.of(WordField.SUBJECT), term));
            case "body" -> Optional.of(words(Set.of(WordField.BODY), term));
            case "filename" -> Optional.of(words(Set.of(WordField.FILE_NAME), term));
            case "has" -> value.equals("attachment") ? Optional.of(new Query.HasAttachment()) : Optional.empty();
            case "larger" -> size(value).map(Query.Larger::new);
            case "smaller" -> size(value).map(Query.Smaller::new);
            case "before" -> date(value).map(Query.Before::new);
            case "after" -> date(value).map(Query.Since::new);
            case "older_than" -> age(value).map(Query.Before::new);
            case "newer_than" -> age(value).map(Query.Since::new);
            case "in" -> Optional.of(new Query.In(term.value()));
            case "is" -> state(value).map(Query.Is::new);
            case "label" -> Optional.of(new Query.Label(term.value()));
            default -> Optional.empty();
        };
    }

    private static Optional<Long> size(String value) {
        var matcher = SIZE.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var unit = matcher.group(2) == null ? "" : matcher.group(2);
        return Optional.of(Long.parseLong(matcher.group(1))
                << switch (unit) {
                    case "k" -> 10;
                    case "m" -> 20;
                    case "g" -> 30;
                    default -> 0;
                });
    }

    /** The beginning of a year, a month or a day. */
    private Optional<Instant> date(String value) {
        var matcher = DATE.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var month = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            var day = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            return Optional.of(LocalDate.of(Integer.parseInt(matcher.group(1)), month, day)
                    .atStartOfDay(zone)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> age(String value) {
        var matcher = AGE.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var number = Integer.parseInt(matcher.group(1));
        var age = switch (matcher.group(2)) {
            case "d" -> Period.ofDays(number);
            case "w" -> Period.ofWeeks(number);
            case "m" -> Period.ofMonths(number);
            default -> Period.ofYears(number);
        };
        return Optional.of(now.atZone(zone).minus(age).toInstant());
    }

    private static Optional<Query.State> state(String value) {
        return switch (value) {
            case "read", "seen" -> Optional.of(Query.State.READ);
            case "unread", "unseen" -> Optional.of(Query.State.UNREAD);
            case "starred", "flagged" -> Optional.of(Query.State.STARRED);
            case "answered", "replied" -> Optional.of(Query.State.ANSWERED);
            case "draft" -> Optional.of(Query.State.DRAFT);
            default -> Optional.empty();
        };
    }
}
