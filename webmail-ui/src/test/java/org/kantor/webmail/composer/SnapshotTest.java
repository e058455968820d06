package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kantor.kernel.Refused;

class SnapshotTest {

    private static final String WRITTEN = """
            {"to":[{"name":"Bob","address":"bob@example.org"},{"name":"","address":"nobody"}],"cc":[],"bcc":[],"subject":"s","from":"",\
            "html":"<p>x</p>","text":"","plain":false,"files":["1"]}""";

    @Test
    void aDraftKeepsTheAddressesAndWhatIsNoneYet() {
        assertThat(Snapshot.valid(Snapshot.of(WRITTEN).to()))
                .singleElement()
                .satisfies(person -> assertThat(person.address()).hasToString("bob@example.org"));
        assertThat(Snapshot.unfinished(Snapshot.of(WRITTEN).to())).containsExactly("nobody");
    }

    @Test
    void sendingNamesTheFirstThatIsNoAddress() {
        assertThatThrownBy(() -> Snapshot.of(WRITTEN).recipients())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void anUntouchedWindowIsEmpty() {
        assertThat(Snapshot.of("{\"html\":\"<p><br></p>\"}").empty()).isTrue();
        assertThat(Snapshot.of(WRITTEN).empty()).isFalse();
    }
}
