package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "a@example.org | - | a | example.org",
                "<a@example.org> | - | a | example.org",
                "Alice <a@example.org> | Alice | a | example.org",
                "\"Alice \\\"A\\\" B\" <a@example.org> | Alice \"A\" B | a | example.org",
                "a@example.org (Alice B) | Alice B | a | example.org",
                "\"john doe\"@example.org | - | john doe | example.org",
                "X <\"john \\\"x\\\" doe\"@example.org> | X | john \"x\" doe | example.org",
                "<@relay,@other:a@example.org> | - | a | example.org",
                "Alice a@example.org | Alice | a | example.org",
                "Alice <a@example.org | Alice | a | example.org",
                "\"Alice <a@example.org> | Alice | a | example.org",
                "Alice (unbalanced <a@example.org> | Alice (unbalanced | a | example.org",
                "root | - | root | ``",
                "=?utf-8?q?Z=C3=BC?= <z@example.org> | =?utf-8?q?Z=C3=BC?= | z | example.org",
                "a@[192.0.2.1] | - | a | [192.0.2.1]"
            })
    void anAddressIsReadHoweverItIsWritten(String text, String name, String mailbox, String host) {
        assertThat(AddressParser.parse(text)).containsExactly(new Address(name, mailbox, host));
    }

    @Test
    void listsAndGroups() {
        assertThat(AddressParser.parse("a@x, Team: b@x, \"C, D\" <c@x>;, d@x"))
                .containsExactly(
                        new Address(null, "a", "x"),
                        new Address(null, "Team", null),
                        new Address(null, "b", "x"),
                        new Address("C, D", "c", "x"),
                        new Address(null, null, null),
                        new Address(null, "d", "x"));
        assertThat(AddressParser.parse("undisclosed-recipients:;"))
                .containsExactly(new Address(null, "undisclosed-recipients", null), new Address(null, null, null));
    }

    @Test
    void nothingIsNoAddress() {
        for (var text : List.of("", " ", ",", ",,;", "\"", "(", "<", "()")) {
            assertThat(AddressParser.parse(text))
                    .allSatisfy(a -> assertThat(a.mailbox()).isNotEqualTo("a"));
        }
        assertThat(AddressParser.parse(", ,")).isEmpty();
    }
}
