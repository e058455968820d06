package org.kantor.webmail.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void eachHasTheFirstLineThatIsFreeInAllOfItsColumns() {
        var lanes = new Lanes(7);
        assertThat(lanes.place(0, 3)).isZero();
        assertThat(lanes.place(2, 4)).isOne();
        assertThat(lanes.place(3, 7)).isZero();
        assertThat(lanes.place(0, 7)).isEqualTo(2);
        assertThat(lanes.place(0, 1)).isOne();
    }
}
