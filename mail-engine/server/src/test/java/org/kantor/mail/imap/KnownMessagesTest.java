package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.mail.imap.KnownMessages.Own.Hears;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;

class KnownMessagesTest {

    /** Writes down what a client would hear. */
    private static final class Heard implements KnownMessages.Teller {
        private final List<String> lines = new ArrayList<>();
        private KnownMessages messages;

        @Override
        public void removed(int[] numbers, long[] uids) {
            Arrays.stream(numbers).forEach(number -> lines.add("-" + number));
        }

        @Override
        public void modseq(int number) {
            lines.add(number + "@" + messages.view().modseq(number - 1));
        }

        @Override
        public void flags(int number) {
            lines.add(number + "=" + messages.view().flags(number - 1)
                    + messages.view().keywords(number - 1).stream()
                            .map(word -> ":" + word)
                            .collect(Collectors.joining()));
        }

        @Override
        public void keywords() {
            lines.add("keywords");
        }

        @Override
        public void exists(int count) {
            lines.add("+" + count);
        }

        String take() {
            var all = String.join(" ", lines);
            lines.clear();
            return all;
        }
    }

    private final Heard heard = new Heard();

    private KnownMessages knowing(String view) {
        heard.messages = new KnownMessages(PlainView.of(view));
        return heard.messages;
    }

    private String advance(KnownMessages messages, String fresh, boolean mayExpunge, KnownMessages.Own own)
            throws IOException {
        messages.advance(PlainView.of(fresh), mayExpunge, own, heard);
        return heard.take();
    }

    @ParameterizedTest(name = "from [{0}] to [{1}]: [{2}], without EXPUNGE [{3}]")
    @CsvSource({
        "'',            '',              '',               ''",
        "'',            '1',             '+1',             '+1'",
        "'1 2 3',       '1 2 3',         '',               ''",
        "'1 2 3',       '1 2 3 4 5',     '+5',             '+5'",
        "'1 2 3',       '1 3',           '-2',             ''",
        "'1 2 3',       '',              '-1 -1 -1',       ''",
        "'1 2 3 4 5',   '2 4',           '-1 -2 -3',       ''",
        "'1 2 3',       '3 4',           '-1 -1 +2',       '+4'",
        "'1 2 3',       '4 5 6',         '-1 -1 -1 +3',    '+6'",
        "'1 2 3',       '1 2:1 3',       '2=1',            '2=1'",
        "'1 2 3',       '2:1 3',         '-1 1=1',         '2=1'",
        "'1 2 3',       '1 3:8 9:1',     '-2 +3 2=8',      '+4 3=8'",
        "'1 2',         '1 2:0:$a',      'keywords 2=0:$a','keywords 2=0:$a'",
        "'1:0:$a 2',    '1:0:$a 2:0:$a', '2=0:$a',         '2=0:$a'",
        "'1 2',         '1 5:1',         '-2 +2',          '+3'",
        "'5',           '6',             '-1 +1',          '+2'"
    })
    void aClientHearsWhatChanged(String before, String fresh, String all, String withoutExpunge) throws IOException {
        assertThat(advance(knowing(before), fresh, true, null)).isEqualTo(all);
        assertThat(advance(knowing(before), fresh, false, null)).isEqualTo(withoutExpunge);
    }

    @Test
    void removedMessagesKeepTheirNumbersUntilTheyMayBeToldOf() throws IOException {
        var messages = knowing("1 2:4 3 4");
        assertThat(advance(messages, "1 3 4 5", false, null)).isEqualTo("+5");
        assertThat(messages.view().uid(1)).isEqualTo(2);
        assertThat(messages.view().flags(1)).isEqualTo(4);
        assertThat(messages.view().indexOf(5)).isEqualTo(4);
        assertThat(messages.view().indexOf(9)).isEqualTo(-6);
        assertThat(advance(messages, "1 4:1 5", false, null)).isEqualTo("4=1");
        assertThat(messages.view().size()).isEqualTo(5);
        assertThat(advance(messages, "1 4:1 5 6", true, null)).isEqualTo("-2 -2 +4");
    }

    @Test
    void aSilentChangeIsHeardOfOnlyWhereItCameOutOtherwise() throws IOException {
        var own = new KnownMessages.Own(new long[] {1, 3}, FlagChange.add(Flags.SEEN), Hears.NOTHING);
        assertThat(advance(knowing("1 2 3"), "1:1 2 3:1", false, own)).isEmpty();
        assertThat(advance(knowing("1 2 3"), "1:1 2:4 3:5", false, own)).isEqualTo("2=4 3=5");
    }

    @Test
    void aChangeThatIsNotSilentIsHeardOfEvenIfNothingChanged() throws IOException {
        var own = new KnownMessages.Own(new long[] {1, 2}, FlagChange.add(Flags.SEEN), Hears.FLAGS);
        assertThat(advance(knowing("1:1 2 3"), "1:1 2:1 3", false, own)).isEqualTo("1=1 2=1");
        var messages = knowing("1:1");
        messages.advance(messages.view(), false, own, heard);
        assertThat(heard.take()).isEqualTo("1=1");
    }

    @Test
    void whoKeepsTrackOfChangeNumbersHearsOfThoseThatItsOwnChangeMade() throws IOException {
        var seen = FlagChange.add(Flags.SEEN);
        var uids = new long[] {1, 2};
        assertThat(advance(knowing("1 2:1 3"), "1:1 2:1 3", false, new KnownMessages.Own(uids, seen, Hears.NEW_MODSEQ)))
                .isEqualTo("1@1000");
        assertThat(advance(knowing("1 2:1 3"), "1:1 2:1 3", false, new KnownMessages.Own(uids, seen, Hears.MODSEQ)))
                .isEqualTo("1@1000 2@1000");
        assertThat(advance(knowing("1 2:1 3"), "2:5 3:8", false, new KnownMessages.Own(uids, seen, Hears.MODSEQ)))
                .isEqualTo("2=5 3=8");
    }

    @Test
    void keywordsOfASilentChangeAreComparedWithoutCase() throws IOException {
        var set = new KnownMessages.Own(
                new long[] {1}, new FlagChange(FlagChange.Mode.SET, 1, Set.of("$JUNK")), Hears.NOTHING);
        assertThat(advance(knowing("1:8:$old 2:0:$junk"), "1:1:$junk 2:0:$junk", false, set))
                .isEmpty();
        var remove = new KnownMessages.Own(
                new long[] {1}, new FlagChange(FlagChange.Mode.REMOVE, 0, Set.of("$JUNK")), Hears.NOTHING);
        assertThat(advance(knowing("1:0:$junk"), "1:0", false, remove)).isEmpty();
        assertThat(advance(knowing("1:0:$junk"), "1:0:$junk", false, remove)).isEqualTo("1=0:$junk");
    }

    /** A client that keeps count by what it hears always has what the server has, once it may hear of removals. */
    @Test
    void aClientThatListensAlwaysHasTheSameMailbox() throws IOException {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++) {
            var server = new TreeMap<Long, Integer>();
            var next = 1L;
            var messages = knowing("");
            var client = new ArrayList<Integer>();
            for (var step = 0; step < 30; step++) {
                for (var changes = random.nextInt(4); changes > 0; changes--) {
                    if (random.nextInt(3) == 0 || server.isEmpty()) {
                        server.put(next++, random.nextInt(32));
                    } else {
                        var uids = new ArrayList<>(server.keySet());
                        var uid = uids.get(random.nextInt(uids.size()));
                        if (random.nextBoolean()) {
                            server.remove(uid);
                        } else {
                            server.put(uid, random.nextInt(32));
                        }
                    }
                }
                var text = server.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(" "));
                var mayExpunge = random.nextBoolean();
                listen(client, advance(messages, text, mayExpunge, null), messages);
                assertThat(client).as("seed %d", seed).hasSize(messages.view().size());
                for (var i = 0; i < client.size(); i++) {
                    assertThat(client.get(i))
                            .as("seed %d", seed)
                            .isEqualTo(messages.view().flags(i));
                }
                if (mayExpunge) {
                    assertThat(client).as("seed %d", seed).containsExactlyElementsOf(server.values());
                }
            }
        }
    }

    /** New messages are asked for at once, as clients do. */
    private static void listen(List<Integer> client, String heard, KnownMessages messages) {
        for (var line :
                Arrays.stream(heard.split(" ")).filter(text -> !text.isEmpty()).toList()) {
            if (line.startsWith("-")) {
                client.remove(Integer.parseInt(line.substring(1)) - 1);
            } else if (line.startsWith("+")) {
                while (client.size() < Integer.parseInt(line.substring(1))) {
                    client.add(messages.view().flags(client.size()));
                }
            } else {
                var parts = line.split("=");
                client.set(Integer.parseInt(parts[0]) - 1, Integer.parseInt(parts[1]));
            }
        }
    }
}
