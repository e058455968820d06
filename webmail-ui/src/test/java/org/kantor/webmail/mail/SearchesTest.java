package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.AccountId;
import org.kantor.webmail.fake.MemorySettings;

class SearchesTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final AccountId BOB = new AccountId(2);

    private final Searches searches = new Searches();

    SearchesTest() {
        searches.settings = new MemorySettings();
    }

    @Test
    void whatWasSearchedIsOfferedTheLatestFirstEachOnceAndEightAtMost() {
        IntStream.range(0, 10).forEach(number -> searches.searched(ALICE, "word" + number));
        searches.searched(ALICE, "from:bob\n  word5 ");
        searches.searched(ALICE, "word7");
        searches.searched(ALICE, "word7");
        assertThat(searches.recent(ALICE))
                .containsExactly("word7", "from:bob word5", "word9", "word8", "word6", "word5", "word4", "word3");
        assertThat(searches.recent(BOB)).isEmpty();
        assertThat(searches.saved(ALICE)).isEmpty();
    }

    @Test
    void whatIsSavedStaysUntilItIsDeletedWhichCanBeTakenBackToWhereItWas() {
        List.of("a", "b", "c").forEach(query -> searches.save(ALICE, query));
        var back = searches.delete(ALICE, "b");
        assertThat(searches.saved(ALICE)).containsExactly("c", "a");
        back.run();
        assertThat(searches.saved(ALICE)).containsExactly("c", "b", "a");
        IntStream.range(0, 60).forEach(number -> searches.save(ALICE, "word" + number));
        assertThat(searches.saved(ALICE)).hasSize(50).startsWith("word59");
    }
}
