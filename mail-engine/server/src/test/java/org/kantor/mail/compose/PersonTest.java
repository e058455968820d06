package org.kantor.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.kernel.EmailAddress;

class PersonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Carol Wijaya; Carol",
                "Łukasz Nowak; Łukasz",
                "Anne-Marie Dubois; Anne-Marie",
                "O'Brien Sean; O'Brien",
                "Bo Li; Bo",
                "Budi; Budi",
                "A Müller; A Müller",
                "A. Müller; A. Müller",
                "PT Sumber Makmur; PT Sumber Makmur",
                "CV Maju Jaya; CV Maju Jaya",
                "Dr Siti Rahma; Dr Siti Rahma",
                "Dr. Siti Rahma; Dr. Siti Rahma",
                "Prof Sato; Prof Sato",
                "Bapak Joko; Bapak Joko",
                "The Acme Team; The Acme Team",
                "Wijaya, Carol; Wijaya, Carol",
                "3M Support; 3M Support",
                "佐藤 美咲; 佐藤",
                "محمد علي; محمد"
            })
    void theGivenNameIsTheFirstWordWhereThatIsAName(String name, String brief) {
        assertThat(Person.brief(name)).isEqualTo(brief);
    }

    @Test
    void whoHasNoNameIsCalledByTheAddress() {
        assertThat(Person.of(EmailAddress.of("joko@sumbermakmur.example")).brief())
                .isEqualTo("joko");
    }
}
