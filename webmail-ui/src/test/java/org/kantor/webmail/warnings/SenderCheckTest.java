package org.kantor.webmail.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Person;
import org.kantor.webmail.warnings.Warning.Kind;

class SenderCheckTest {

    private static final SenderCheck CHECK = new SenderCheck(
            Set.of("northwind.example"),
            Map.of(
                    "carol@northwind.example", "Carol Wijaya",
                    "sato@sakura-trading.example", "Sato Misaki",
                    "bo@abc.example", "Bo"));

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
    void oneLetterOffIsOneLetterOff() {
        assertThat(Lookalikes.oneOff("abcd", "abxd")).isTrue();
        assertThat(Lookalikes.oneOff("abcd", "abd")).isTrue();
        assertThat(Lookalikes.oneOff("abcd", "abdc")).isTrue();
        assertThat(Lookalikes.oneOff("abcd", "abcd")).isFalse();
        assertThat(Lookalikes.oneOff("abcd", "badc")).isFalse();
        assertThat(Lookalikes.oneOff("abcd", "xbcy")).isFalse();
    }
}
