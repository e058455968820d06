package org.kantor.webmail.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Person;
import org.kantor.mail.delivery.TraceFields;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.warnings.Warning.Kind;

class SenderCheckTest {

    private static final SenderCheck CHECK = new SenderCheck(
            Set.of("northwind.example"),
            Map.of(
                    "carol@northwind.example", "Carol Wijaya",
                    "sato@sakura-trading.example", "Sato Misaki",
                    "bo@abc.example", "Bo"),
            Set.of("news@northwind.example", "shop.northwind.example"));

    private static List<Warning> of(String name, String address) {
        return CHECK.of(new Person(name, EmailAddress.of(address)), List.of(), false, known -> true);
    }

    private static List<Kind> kinds(String name, String address) {
        return of(name, address).stream().map(Warning::kind).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "northwlnd.example",
                "n0rthwind.example",
                "northvvind.example",
                "northwind.co",
                "northwindd.example",
                "nortwhind.example",
                "nothwind.example",
                "northwind-example.com",
                "xn--nrthwind-nbh.example",
                "sakura-tradlng.example",
                "sakura-trading.biz"
            })
    void aDomainMadeToLookLikeAKnownOneIsTold(String domain) {
        assertThat(kinds("Somebody", "x@" + domain)).containsExactly(Kind.DOMAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "northwind.example",
                "mail.northwind.example",
                "southwind.example",
                "abd.example",
                "example.com",
                "shop.example",
                "sakura.example"
            })
    void anOrdinaryDomainIsNotSuspected(String domain) {
        assertThat(kinds("Somebody", "x@" + domain)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Carol Wijaya, carol@mail.example, true",
        "CAROL WIJAYA, c@mail.example, true",
        "Саrоl Wijаyа, c@mail.example, true",
        "Carol Wijaya, carol@northwind.example, false",
        "Carol Wij, c@mail.example, false",
        "Bo, bo@mail.example, false"
    })
    void theNameOfSomebodyKnownWithAnotherAddressIsTold(String name, String address, boolean told) {
        assertThat(kinds(name, address)).isEqualTo(told ? List.of(Kind.NAME) : List.of());
    }

    @Test
    void aNameThatShowsAnotherAddressIsTold() {
        assertThat(of("carol@northwind.example", "x@mail.example"))
                .containsExactly(Warning.of(Kind.SHOWN_ADDRESS, "carol@northwind.example", "x@mail.example"));
        assertThat(of("x@mail.example", "X@mail.example")).isEmpty();
    }

    @Test
    void whereAnswersGoIsToldOnlyWhenItIsElsewhereAndNotAList() {
        var from = new Person("Y", EmailAddress.of("y@a.mail.example"));
        var elsewhere = List.of(Person.of(EmailAddress.of("y@other.example")));
        assertThat(CHECK.of(from, elsewhere, false, known -> true))
                .containsExactly(Warning.of(Kind.REPLY_TO, "y@other.example"));
        assertThat(CHECK.of(from, elsewhere, true, known -> true)).isEmpty();
        assertThat(CHECK.of(from, List.of(Person.of(EmailAddress.of("y@mail.example"))), false, known -> true))
                .isEmpty();
    }

    @Test
    void whoNeverWroteIsToldUnlessKnownOrAList() {
        var stranger = new Person("S", EmailAddress.of("s@mail.example"));
        assertThat(CHECK.of(stranger, List.of(), false, known -> false))
                .containsExactly(Warning.of(Kind.FIRST_TIME, "s@mail.example"));
        assertThat(CHECK.of(stranger, List.of(), true, known -> false)).isEmpty();
        var own = new Person("New", EmailAddress.of("new@northwind.example"));
        assertThat(CHECK.of(own, List.of(), false, known -> false)).isEmpty();
    }

    @Test
    void aNameWithoutAnAddressFromOutsideIsTold() {
        assertThat(CHECK.nobody("Bob Boss", came("ESMTPS", "192.0.2.7")))
                .contains(Warning.of(Kind.NO_ADDRESS, "Bob Boss", "192.0.2.7"));
        assertThat(CHECK.nobody("Bob Boss", Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<mailto:sato@sakura-trading.example>, true",
        "<MAILTO:Sato@Sakura-Trading.example?subject=x> (open), true",
        "<mailto:carol@northwind.example>, false",
        "<mailto:nobody@sakura-trading.example>, false",
        "NO, false",
        "sato@sakura-trading.example, false"
    })
    void aListIsKnownByTheAddressThatTheReaderWritesTo(String listPost, boolean known) {
        assertThat(CHECK.isKnownList(listPost)).isEqualTo(known);
    }

    /** How a message came, as the topmost Received field says. */
    private static Optional<HeaderFields.Arrival> came(String protocol, String address) {
        var received = TraceFields.received(
                "mx.example",
                address,
                "mail.northwind.example",
                protocol,
                "1.1",
                null,
                Instant.EPOCH.atZone(ZoneOffset.UTC));
        return HeaderFields.of(received).arrival();
    }

    private static Optional<Kind> claim(String protocol, String address, boolean knownList, String... from) {
        var people = Stream.of(from).map(one -> Person.of(EmailAddress.of(one))).toList();
        return CHECK.claim(people, came(protocol, address), () -> knownList).map(Warning::kind);
    }

    @Test
    void oneOfOursFromOutsideWithoutALogInIsTold() {
        assertThat(claim("ESMTP", "203.0.113.7", false, "carol@northwind.example"))
                .contains(Kind.OWN_DOMAIN);
        assertThat(claim("ESMTPS", "2001:db8::7", false, "Carol@Northwind.Example"))
                .contains(Kind.OWN_DOMAIN);
        assertThat(claim("SMTP", "192.168.1.7", false, "x@mail.example", "carol@northwind.example"))
                .contains(Kind.OWN_DOMAIN);
        assertThat(CHECK.claim(
                        List.of(Person.of(EmailAddress.of("carol@northwind.example"))),
                        came("ESMTP", "203.0.113.7"),
                        () -> false))
                .contains(Warning.of(Kind.OWN_DOMAIN, "carol@northwind.example", "203.0.113.7"));
        assertThat(claim("ESMTP", "203.0.113.7", true, "carol@northwind.example"))
                .contains(Kind.OWN_DOMAIN_LIST);
        assertThat(Kind.OWN_DOMAIN.isSerious()).isTrue();
        assertThat(Kind.OWN_DOMAIN_LIST.isSerious()).isFalse();
    }

    @Test
    void nothingIsClaimedOfWhatMayWellBeOurs() {
        assertThat(claim("ESMTPSA", "203.0.113.7", false, "carol@northwind.example"))
                .isEmpty();
        assertThat(claim("LMTP", "203.0.113.7", false, "carol@northwind.example"))
                .isEmpty();
        assertThat(claim("ESMTP", "127.0.0.1", false, "carol@northwind.example"))
                .isEmpty();
        assertThat(claim("ESMTP", "::1", false, "carol@northwind.example")).isEmpty();
        assertThat(claim("ESMTP", "203.0.113.7", false, "x@mail.example")).isEmpty();
        assertThat(claim("ESMTP", "203.0.113.7", false, "x@mail.northwind.example"))
                .isEmpty();
        assertThat(claim("ESMTP", "203.0.113.7", false, "news@northwind.example"))
                .isEmpty();
        assertThat(CHECK.claim(
                        List.of(Person.of(EmailAddress.of("carol@northwind.example"))), Optional.empty(), () -> false))
                .isEmpty();
    }

    @Test
    void servicesAreAddressesAndDomains() {
        assertThat(SendingServices.read(" News@a.example,\n b.example\n"))
                .containsExactlyInAnyOrder("news@a.example", "b.example");
        assertThat(SendingServices.read("")).isEmpty();
        assertThat(SendingServices.isValid("news@a.example b.example")).isTrue();
        assertThat(SendingServices.isValid("news@")).isFalse();
    }

    @Test
    void oneLetterOffIsOneLetterOff() {
        assertThat(Lookalikes.oneOff("abcd", "abxd")).isTrue();
        assertThat(Lookalikes.oneOff("abcd", "abd")).isTrue();
        assertThat(Lookalikes.oneOff("abcd", "abdc")).isTrue();
        assertThat(Lookalikes.oneOff("abcd", "abcd")).isFalse();
        assertThat(Lookalikes.oneOff("abcd", "badc")).isFalse();
        assertThat(Lookalikes.oneOff("abcd", "xbcy")).isFalse();
    }
}
