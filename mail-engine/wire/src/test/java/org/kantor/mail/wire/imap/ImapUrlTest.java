package org.kantor.mail.wire.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5092, as far as URLs name messages. */
class ImapUrlTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/INBOX;UIDVALIDITY=785799047/;UID=113330/;SECTION=1.5.9, -,     -,              INBOX,   785799047, 113330, BODY[1.5.9]",
                "/Drafts/;uid=20,                                         -,     -,              Drafts,  0,         20,     BODY[]",
                "inbox/;UID=20/;section=HEADER,                           -,     -,              INBOX,   0,         20,     BODY[HEADER]",
                ";UID=20/;SECTION=1.2.MIME,                               -,     -,              -,       0,         20,     BODY[1.2.MIME]",
                "/;UID=20,                                                -,     -,              -,       0,         20,     BODY[]",
                "/a%20b/c%C3%A9/;UID=7/;PARTIAL=0.10,                     -,     -,              a b/c\u00e9, 0,     7,      BODY[]<0>",
                "/x/;UID=7/;SECTION=TEXT/;PARTIAL=5,                      -,     -,              x,       0,         7,      BODY[TEXT]<5>",
                "/x/;UID=7/;SECTION=HEADER.FIELDS%20(To),                 -,     -,              x,       0,         7,      BODY[HEADER.FIELDS (TO)]",
                "imap://alice@example.org:143/x/;UID=7,                   alice, example.org:143, x,      0,         7,      BODY[]",
                "IMAP://al%40ice;AUTH=*@example.org/x/;UID=7,             al@ice, example.org,   x,       0,         7,      BODY[]",
                "imap://example.org/x/;UID=7,                             -,     example.org,    x,       0,         7,      BODY[]"
            })
    void aMessageOrAPartOfOne(
            String text, String user, String server, String mailbox, long validity, long uid, String section) {
        var url = ImapUrl.parse(text);
        assertThat(url)
                .extracting(ImapUrl::user, ImapUrl::server, ImapUrl::mailbox, ImapUrl::uidValidity, ImapUrl::uid)
                .containsExactly(user, server, mailbox, validity, uid);
        assertThat(url.section().answer()).isEqualTo(section);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/INBOX",
                "/INBOX/;UID=",
                "/INBOX/;UID=0",
                "/INBOX/;UID=x",
                "/INBOX/;UID=99999999999",
                "/INBOX;UID=5",
                "/INBOX;UIDVALIDITY=x/;UID=5",
                "/INBOX/;UID=5/;SECTION=1.",
                "/INBOX/;UID=5/;SECTION=1]",
                "/INBOX/;UID=5/;SECTION=WHATEVER",
                "/INBOX/;UID=5/;PARTIAL=0.0",
                "/INBOX/;UID=5/;PARTIAL=1.2/;SECTION=1",
                "/INBOX/;UID=5/;SECTION=1/;SECTION=2",
                "/INBOX/;UID=5;URLAUTH=anonymous:internal:91354a473744909de610943775f92038",
                "/%E9/;UID=5",
                "/a%2/;UID=5",
                "/a%00/;UID=5",
                "//;UID=5",
                "imap://example.org",
                "imap://example.org/;UID=5",
                "http://example.org/x/;UID=5"
            })
    void anythingElseIsNone(String text) {
        assertThatExceptionOfType(ImapSyntaxException.class).isThrownBy(() -> ImapUrl.parse(text));
    }
}
