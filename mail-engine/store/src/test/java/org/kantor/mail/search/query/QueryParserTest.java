package org.kantor.mail.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.mail.search.WordField;

/** What is typed, and what is understood; in Jakarta, at noon. */
class QueryParserTest {

    private static final Instant NOW = Instant.parse("2026-11-15T05:00:00Z");

    private static Query parse(String text) {
        return QueryParser.parse(text, NOW, ZoneId.of("Asia/Jakarta"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            rapat anggaran                 | (rapat & anggaran)
            "rapat anggaran"               | 'rapat anggaran'
            from:bob                       | FROM:bob
            FROM:Bob                       | FROM:Bob
            from:"Bob Siregar" faktur      | (FROM:'Bob Siregar' & faktur)
            to:a cc:b subject:c body:d     | (TO:a & CC:b & SUBJECT:c & BODY:d)
            filename:pdf                   | FILE_NAME:pdf
            has:attachment                 | attachment
            has:colour                     | has:colour
            larger:5M smaller:2kb          | (>5242880 & <2048)
            larger:10                      | >10
            larger:much                    | larger:much
            before:2026-11-01              | before 2026-10-31T17:00:00Z
            after:2026/11/1                | since 2026-10-31T17:00:00Z
            after:2026-11                  | since 2026-10-31T17:00:00Z
            after:2026                     | since 2025-12-31T17:00:00Z
            before:2026-02-31              | before:2026-02-31
            older_than:3d                  | before 2026-11-12T05:00:00Z
            newer_than:2w                  | since 2026-11-01T05:00:00Z
            older_than:1m                  | before 2026-10-15T05:00:00Z
            older_than:2y                  | before 2024-11-15T05:00:00Z
            in:sent is:unread              | (in sent & is UNREAD)
            is:starred                     | is STARRED
            is:hungry                      | is:hungry
            label:Invoices                 | label Invoices
            -draft                         | !draft
            -from:bob -"old news"          | (!FROM:bob & !'old news')
            --a                            | !!a
            a OR b                         | (a + b)
            a b OR c d                     | (a & (b + c) & d)
            a OR b OR c                    | (a + b + c)
            OR a OR                        | a
            a or b                         | (a & or & b)
            (a b) OR c                     | ((a & b) + c)
            -(a OR b) c                    | (!(a + b) & c)
            ((a                            | a
            a) b                           | (a & b)
            ()                             | *
            -                              | -
            "open end                      | 'open end'
            re: hello                      | (re: & hello)
            http://example.org/x           | http://example.org/x
            from: bob                      | (from: & bob)
            x-y                            | x-y
            """)
    void whatIsTypedIsUnderstood(String typed, String understood) {
        assertThat(written(parse(typed))).isEqualTo(understood);
    }

    @Test
    void nothingTypedMeansEverything() {
        assertThat(parse("  ")).isEqualTo(new Query.All());
    }

    @Test
    void whatTheDatabaseCannotHoldIsASpace() {
        assertThat(written(parse("\0rapat\0anggaran\0"))).isEqualTo(written(parse("rapat anggaran")));
        assertThat(Term.of("\0")).isEmpty();
    }

    @Test
    void anyNestingIsSurvived() {
        assertThat(written(parse("(".repeat(30) + "a" + ")".repeat(100_000)))).contains("a");
        assertThat(written(parse("-".repeat(30) + "a"))).endsWith("a");
        for (var deep : java.util.List.of("(", "-", "OR ", "-(", "a OR (")) {
            written(parse(deep.repeat(400)));
        }
    }

    @Test
    void ofVeryManyTermsTheFirstAreLookedFor() {
        assertThat(written(parse("faktur ".repeat(140))).split("faktur", -1)).hasSize(41);
    }

    @Test
    void thePiecesOfAQueryCanBePutTogetherAgain() {
        assertThat(Term.of("from:\"Bob S\" -has:attachment (faktur) \"a b"))
                .extracting(Term::source)
                .containsExactly("from:\"Bob S\"", "-", "has:attachment", "(", "faktur", ")", "\"a b");
    }

    private static String written(Query query) {
        return switch (query) {
            case Query.All() -> "*";
            case Query.Text(var fields, var text, var nearness) ->
                (fields.size() == WordField.values().length
                                ? ""
                                : fields.iterator().next() + ":")
                        + (nearness == Query.Nearness.PHRASE ? "'" + text + "'" : text);
            case Query.HasAttachment() -> "attachment";
            case Query.Larger(var octets) -> ">" + octets;
            case Query.Smaller(var octets) -> "<" + octets;
            case Query.Before(var end) -> "before " + end;
            case Query.Since(var start) -> "since " + start;
            case Query.In(var name) -> "in " + name;
            case Query.Is(var state) -> "is " + state;
            case Query.Label(var name) -> "label " + name;
            case Query.Not(var inner) -> "!" + written(inner);
            case Query.And(var all) ->
                all.stream().map(QueryParserTest::written).collect(Collectors.joining(" & ", "(", ")"));
            case Query.Or(var all) ->
                all.stream().map(QueryParserTest::written).collect(Collectors.joining(" + ", "(", ")"));
        };
    }
}
