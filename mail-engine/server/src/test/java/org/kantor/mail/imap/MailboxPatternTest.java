package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxPatternTest {

    @ParameterizedTest
    @CsvSource({
        "'',  '*',        INBOX,   true",
        "'',  'inbox',    INBOX,   true",
        "'',  'i%x',      INBOX,   true",
        "'',  'inbox/%',  INBOX/a, true",
        "'',  'iNb*/a',   INBOX/a, true",
        "inbox/, '%',     INBOX/a, true",
        "'',  'inbox/A',  INBOX/a, false",
        "'',  'inboxes',  INBOXES, false",
        "'',  'inbox',    inbox/x, false",
        "'',  'sent',     Sent,    false",
        "'',  '%',        a/b,     false",
        "'',  '%/%',      a/b,     true",
        "'',  '*b',       a/b,     true",
        "'',  'a*c',      a/b/c,   true",
        "'',  'a%c',      a/b/c,   false",
        "a/,  '%',        a/b,     true",
        "a/,  '/b',       b,       true",
        "'',  'a.b',      axb,     false",
        "'',  '',         a,       false",
        "'',  '%%a**',    xa/b,    true"
    })
    void patternsMatchAsTheRfcSays(String reference, String pattern, String name, boolean matches) {
        assertThat(new MailboxPattern(reference, pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void noPatternIsExpensive() {
        assertThat(new MailboxPattern("", "*a".repeat(500)).matches("a".repeat(499) + "b"))
                .isFalse();
    }
}
