package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kantor.mail.search.WordField;
import org.kantor.mail.search.query.QueryParser;

class MarkingTest {

    private static Set<String> words(String query, WordField... fields) {
        return Marking.words(QueryParser.parse(query, Instant.EPOCH, ZoneOffset.UTC), Set.of(fields));
    }

    @Test
    void onlyWordsThatAreLookedForInATextAreMarkedInIt() {
        var query = "from:budi (subject:Faktur OR filename:nota) sensor -draft";
        assertThat(words(query, WordField.SUBJECT, WordField.BODY)).containsExactlyInAnyOrder("faktur", "sensor");
        assertThat(words(query, WordField.FILE_NAME)).containsExactlyInAnyOrder("nota", "sensor");
        assertThat(words("from:budi", WordField.SUBJECT, WordField.BODY)).isEmpty();
    }
}
