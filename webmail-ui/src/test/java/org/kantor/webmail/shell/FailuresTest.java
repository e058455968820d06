package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void theNumberThatPeopleAreToldIsInTheLogWithTheWholeStory() {
        var records = new ArrayList<LogRecord>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var log = Logger.getLogger("org.kantor.webmail");
        log.addHandler(handler);
        try {
            var failure = new IllegalStateException("as asked");
            var number = Failures.logged(failure);
            assertThat(number).matches("KTR-[0-9A-F]{4}-[0-9A-F]{4}");
            assertThat(records).singleElement().satisfies(entry -> {
                assertThat(entry.getMessage()).contains(number);
                assertThat(entry.getThrown()).isSameAs(failure);
            });
        } finally {
            log.removeHandler(handler);
        }
    }
}
