package org.kantor.webmail.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.kernel.EmailAddress;
import org.kantor.webmail.content.HeaderFields;

class UnaskedTest {

    private static boolean mayBe(String fields) {
        var header = HeaderFields.of((fields.replace("|", "\r\n") + "\r\n\r\nText").getBytes(StandardCharsets.UTF_8));
        return Unasked.mayBe(header, EmailAddress.of("bob@elsewhere.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Return-Path: <bob@elsewhere.example>",
                "Return-Path: <bob@Elsewhere.EXAMPLE>",
                "Return-Path: bob@elsewhere.example",
                "Return-Path: <bob@elsewhere.example>|Auto-Submitted: no (really)",
                "Return-Path: <bob@elsewhere.example>|Precedence: first-class",
                "Return-Path: <bob@elsewhere.example>|Content-Type: multipart/alternative; boundary=report"
            })
    void whatOnePersonWroteIsAnsweredWhereItCameFrom(String fields) {
        assertThat(mayBe(fields)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: bob@elsewhere.example",
                "Return-Path: <>",
                "Return-Path: <carol@elsewhere.example>",
                "Return-Path: <Bob@elsewhere.example>",
                "Return-Path: <bob@mail.elsewhere.example>",
                "Return-Path: <bob@elsewhere.example>|Return-Path: <victim@example.org>",
                "Return-Path: <bounce+bob=elsewhere.example@lists.example>"
            })
    void whatCameFromElsewhereIsNotAnsweredWithoutAsking(String fields) {
        assertThat(mayBe(fields)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "List-Id: <dev.elsewhere.example>",
                "List-Unsubscribe: <https://elsewhere.example/leave>",
                "List-Post: <mailto:dev@elsewhere.example>",
                "precedence: Bulk",
                "Precedence: list",
                "Precedence: auto_reply",
                "Auto-Submitted: auto-generated",
                "Auto-Submitted: auto-replied; owner=x",
                "Auto-Submitted: no|Auto-Submitted: auto-notified",
                "X-Auto-Response-Suppress: All",
                "Content-Type: multipart/report; report-type=disposition-notification",
                "Disposition-Notification-Options: signed-receipt=Required,pkcs7"
            })
    void whatManyGotOrAProgramWroteIsNotAnsweredWithoutAsking(String field) {
        assertThat(mayBe("Return-Path: <bob@elsewhere.example>|" + field)).isFalse();
    }
}
