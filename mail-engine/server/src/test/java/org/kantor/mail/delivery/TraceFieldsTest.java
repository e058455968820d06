package org.kantor.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.mail.wire.smtp.Path;

class TraceFieldsTest {

    private static byte[] bytes(String text) {
        return text.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8).replace("\r\n", "|");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "'Subject: x||Received: in the body|', 0",
        "'Received: a|RECEIVED: b| Received: folded|received:c||', 3",
        "'X-Received: a||', 0"
    })
    void hopsAreTheReceivedFieldsOfTheHeader(String message, int hops) {
        assertThat(TraceFields.hops(bytes(message))).isEqualTo(hops);
    }

    @ParameterizedTest
    @CsvSource({
        "'A: 1|Bcc: x|B: 2||body|', 'A: 1|B: 2||body|'",
        "'BCC: x,| y|A: 1||', 'A: 1||'",
        "'A: 1|Bcc: x|', 'A: 1|'",
        "'A: 1||Bcc: x|', 'A: 1||Bcc: x|'",
        "'Bcc: a|Bcc: b||', '|'",
        "'', ''"
    })
    void aFieldIsTakenOutWithItsContinuations(String message, String without) {
        assertThat(text(TraceFields.without("bcc:", bytes(message)))).isEqualTo(without);
    }

    @Test
    void aReturnPathOfSomebodyElseGivesWayToOurs() {
        var filed =
                TraceFields.withReturnPath(Path.of("a@b.example"), bytes("Return-Path: <forged@c.example>|A: 1||x|"));
        assertThat(text(filed)).isEqualTo("Return-Path: <a@b.example>|A: 1||x|");
        assertThat(TraceFields.octetsWithReturnPath(
                        Path.of("a@b.example"), bytes("A: 1|Return-Path: <forged@c.example>|\tx|B: 2||x|")))
                .isEqualTo(bytes("Return-Path: <a@b.example>|A: 1|B: 2||x|").length);
        assertThat(text(TraceFields.withReturnPath(null, bytes("|")))).isEqualTo("Return-Path: <>||");
    }

    @Test
    void aHostNameCannotBreakOutOfTheField() {
        var field = text(TraceFields.received(
                "x)\";evil", "::1", "mx.example.org", "ESMTP", "id", null, Instant.EPOCH.atZone(ZoneOffset.UTC)));
        assertThat(field)
                .isEqualTo("Received: from x???evil ([IPv6:::1])|\tby mx.example.org (Kantor) with ESMTP id id;|"
                        + "\tThu, 1 Jan 1970 00:00:00 +0000|");
    }

    @Test
    void theHeaderEndsAfterTheEmptyLine() {
        assertThat(TraceFields.headerEnd(bytes("A: 1||x|"))).isEqualTo(8);
        assertThat(TraceFields.headerEnd(bytes("A: 1|"))).isEqualTo(6);
        assertThat(TraceFields.headerEnd(new byte[0])).isZero();
    }
}
