package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceTest {

    @ParameterizedTest
    @CsvSource({
        "Alice Hartono,AH",
        "佐藤 美咲,佐",
        "سارة منصور,س",
        "bob@example.org,B",
        "Budi van der Berg,BB",
        "'',''",
        "'  ',''",
        "42,4"
    })
    void initialsFitTheScript(String name, String initials) {
        assertThat(Face.initials(name)).isEqualTo(initials);
    }

    @Test
    void aPersonKeepsTheHueWhateverTheCaseOfTheAddress() {
        assertThat(Face.hue("Carol@Example.org")).isEqualTo(Face.hue("carol@example.org"));
    }
}
