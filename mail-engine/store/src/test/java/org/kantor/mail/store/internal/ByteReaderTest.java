package org.kantor.mail.store.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ByteReaderTest {

    /** Some two thousand million. */
    private static final byte[] MANY = {-1, -1, -1, -1, 7};

    @Test
    void whatIsDamagedFailsWithTheReasonWhateverItSaysOfItsLengths() {
        fails(() -> new ByteReader(new byte[] {-128}).number(), "it ends too soon, at octet 1");
        fails(() -> new ByteReader(new byte[] {5, 'a'}).text(), "a text goes beyond the end, at octet 1");
        fails(() -> new ByteReader(MANY).text(), "a text goes beyond the end, at octet 5");
        var list = new ByteReader(MANY);
        fails(() -> list.list(list::number), "it ends too soon, at octet 5");
        fails(() -> new ByteReader(MANY).texts(), "it ends too soon, at octet 5");
    }

    private static void fails(ThrowingCallable reading, String reason) {
        assertThatThrownBy(reading).isInstanceOf(IllegalStateException.class).hasMessage(reason);
    }
}
