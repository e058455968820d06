package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.mail.delivery.TraceFields;
import org.kantor.mail.wire.smtp.Path;

class HeaderFieldsTest {

    private static final String RECEIVED =
            "Received: from mx.north.example ([192.0.2.7])\r\n\tby mail.example.org (Kantor) with ESMTPS id abc\r\n"
                    + "\tfor <alice@example.org>;\r\n\tThu, 26 Nov 2026 10:04:00 +0700\r\n";

    private static HeaderFields of(String header) {
        return HeaderFields.of((header + "\r\nSubject: not a header\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fieldsAreUnfoldedAndDecodedInTheirOrder() {
        var fields = of("A: one\r\n two\r\nSubject: =?utf-8?q?f=C3=BCr?=\r\nno field\r\nB:\tx\u202ey\r\n");
        assertThat(fields.all())
                .containsExactly(
                        new HeaderFields.Field("A", "one two"),
                        new HeaderFields.Field("Subject", "für"),
                        new HeaderFields.Field("B", "x y"));
        assertThat(fields.value("subject")).isEqualTo("für");
        assertThat(fields.value("none")).isEmpty();
    }

    @Test
    void onlyTheTopmostTraceIsOurs() {
        var arrival =
                of("Return-Path: <a@north.example>\r\n" + RECEIVED).arrival().orElseThrow();
        assertThat(arrival)
                .isEqualTo(new HeaderFields.Arrival("mx.north.example", "192.0.2.7", "ESMTPS", "alice@example.org"));
        assertThat(arrival.encrypted()).isTrue();
        assertThat(arrival.authenticated()).isFalse();
        assertThat(of("Received: from a by b; x\r\n" + RECEIVED).arrival()).isEmpty();
        assertThat(of("X: y\r\n" + RECEIVED).arrival()).isEmpty();
        assertThat(of("").arrival()).isEmpty();
    }

    private static HeaderFields.Arrival arrival(String helo, String client, String recipient) {
        var received = TraceFields.received(
                helo,
                client,
                "mail.example.org",
                "ESMTP",
                "1.1",
                new Path(recipient, "example.org"),
                Instant.EPOCH.atZone(ZoneOffset.UTC));
        return HeaderFields.of(received).arrival().orElseThrow();
    }

    @Test
    void whoeverSendsCannotWriteALogInIntoOurTrace() {
        for (var helo : List.of(
                "=?us-ascii?q?a_=28[10.0.0.1]=29_by_b_=28Kantor=29_with_ESMTPSA_id_1=3B?=",
                "=?us-ascii?b?YSAoWzEwLjAuMC4xXSkgYnkgYiAoS2FudG9yKSB3aXRoIEVTTVRQU0EgaWQgMTs=?=",
                "a([10.0.0.1])by(Kantor)with")) {
            var arrival = arrival(helo, "203.0.113.7", "alice");
            assertThat(arrival.fromOutside()).as(helo).isTrue();
            assertThat(arrival.address()).as(helo).isEqualTo("203.0.113.7");
        }
        for (var recipient : List.of("a>b", "a>; b", "=?us-ascii?q?=3E=3B?=", "alice+\u2028", "alice+\u0085x")) {
            assertThat(arrival("mx.example", "203.0.113.7", recipient).fromOutside())
                    .as(recipient)
                    .isTrue();
        }
        assertThat(arrival("mx.example", "fe80::1%eth0", "alice").fromOutside()).isTrue();
    }

    @Test
    void aNetworkIsAboutWhatAProviderHas() {
        assertThat(arrival("mx.example", "203.0.113.7", "alice").network()).isEqualTo("203.0");
        assertThat(arrival("mx.example", "2001:db8:0:0:0:0:0:7", "alice").network())
                .isEqualTo("2001:db8");
    }

    @Test
    void whoSignedAndWhereItWasWrittenAreRead() {
        var fields = of(
                "Date: Thu, 26 Nov 2026 12:04:00 +0900\r\nDKIM-Signature: v=1; a=x;\r\n\td=North.example; s=1; b=d=no\r\n");
        assertThat(fields.signers()).containsExactly("north.example");
        assertThat(fields.writtenIn()).contains(ZoneOffset.ofHours(9));
        assertThat(of("Date: Thu, 26 Nov 2026 12:04:00 -0000\r\n").writtenIn()).isEmpty();
        assertThat(of("Date: x\r\n").writtenIn()).isEmpty();
    }

    @Test
    void aHeaderWithoutEndIsBounded() {
        var fields = HeaderFields.of(
                ("A: " + "x".repeat(100_000) + "\r\n").repeat(2_000).getBytes(StandardCharsets.US_ASCII));
        assertThat(fields.all()).hasSize(1_000);
        assertThat(fields.all().getFirst().value()).hasSizeLessThanOrEqualTo(20_000);
    }
}
