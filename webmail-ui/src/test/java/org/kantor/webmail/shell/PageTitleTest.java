package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageTitleTest {

    @BeforeEach
    void open() {
        UI.setCurrent(new UI());
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    @Test
    void aTitleHasTheOrganisationsNameOrElseTheProducts() {
        assertThat(Page.title("Calendar")).isEqualTo("Calendar - Kantor");
        Page.named(UI.getCurrent(), "Koperasi Makmur");
        assertThat(Page.title("Calendar")).isEqualTo("Calendar - Koperasi Makmur");
        assertThat(Page.name()).isEqualTo("Koperasi Makmur");
    }
}
