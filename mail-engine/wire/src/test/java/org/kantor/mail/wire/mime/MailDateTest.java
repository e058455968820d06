package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Wed, 25 Nov 2026 10:12:00 +0700 | 2026-11-25T03:12:00Z",
                "25 Nov 2026 10:12 +0000 | 2026-11-25T10:12:00Z",
                "Wed, 25 Nov 2026 10:12:00 GMT | 2026-11-25T10:12:00Z",
                "Wed, 25 Nov 2026 10:12:00 EST | 2026-11-25T15:12:00Z",
                "Wed, 25 Nov 26 10:12:00 -0330 | 2026-11-25T13:42:00Z",
                "Wed, 25 Nov 99 10:12:00 Z | 1999-11-25T10:12:00Z",
                "Wed Nov 25 10:12:00 2026 | 2026-11-25T10:12:00Z",
                "Wed, 25 November 2026 10:12:60 +0000 (UTC) | 2026-11-25T10:12:59Z",
                "25-Nov-2026 10:12:00 +0000 | 2026-11-25T10:12:00Z",
                "2026-11-25T10:12:00+07:00 | 2026-11-25T03:12:00Z",
                "Wed, 25 Nov 2026 | 2026-11-25T00:00:00Z",
                "Wed,25 Nov 2026 10.12.00 +0000 | 2026-11-25T10:12:00Z"
            })
    void datesAreReadAsPeopleMeantThem(String text, Instant expected) {
        assertThat(MailDate.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "99 Nov 2026 10:00 +0000",
                "Wed, 25 Nov 2026 10:99",
                "25 25 25 25 25",
                "Nov",
                "1 Jan 999999999 10:00",
                ":",
                "+"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(MailDate.parse(text)).isEmpty();
    }
}
