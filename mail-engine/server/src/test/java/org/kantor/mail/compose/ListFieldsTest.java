package org.kantor.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ListFieldsTest {

    private static ListFields read(String header) {
        return ListFields.read((header + "\r\n\r\ntext").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theListsAddressIsWhereItTakesMail() {
        assertThat(read("List-Post: <mailto:team@lists.example?subject=x> (open)")
                        .post())
                .isEqualTo(Person.of(org.kantor.kernel.EmailAddress.of("team@lists.example")));
        assertThat(read("List-Post: NO").post()).isNull();
    }

    @Test
    @Timeout(60)
    void anAddressThatNeverEndsTakesNoTime() {
        assertThat(read("List-Post: " + "<mailto:".repeat(8_000)).post()).isNull();
    }
}
