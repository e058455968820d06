package org.kantor.mail.wire.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandAssemblerTest {

    private final CommandAssembler assembler = new CommandAssembler(new CommandAssembler.Limits(100, 1_000, 3));

    private CommandAssembler.Next line(String text) {
        return assembler.line(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineWithoutLiteralIsACommand() {
        assertThat(line("a NOOP")).isInstanceOf(CommandAssembler.Complete.class);
    }

    @Test
    void aSynchronisingLiteralWaitsForTheServer() {
        assertThat(line("a LOGIN {5}")).isEqualTo(new CommandAssembler.ReadLiteral(5, true));
        assembler.literal("alice".getBytes(StandardCharsets.UTF_8));
        assertThat(line(" {2+}")).isEqualTo(new CommandAssembler.ReadLiteral(2, false));
        assembler.literal("pw".getBytes(StandardCharsets.UTF_8));
        var text = ((CommandAssembler.Complete) line("")).text();
        assertThat(TaggedCommand.parse(text)).isEqualTo(new TaggedCommand("a", new Login("alice", "pw")));
    }

    @Test
    void aSynchronisingLiteralThatIsTooBigIsRefusedBeforeItIsSent() {
        assertThat(line("a LOGIN {101}"))
                .isEqualTo(new CommandAssembler.TooBig("a", CommandAssembler.TooBig.What.ARGUMENT));
    }

    @Test
    void aNonSynchronisingLiteralThatIsTooBigIsSkippedWithTheRestOfTheCommand() {
        assertThat(line("a LOGIN {101+}")).isEqualTo(new CommandAssembler.SkipLiteral(101));
        assertThat(line(" {3+}")).isEqualTo(new CommandAssembler.SkipLiteral(3));
        assertThat(line("")).isEqualTo(new CommandAssembler.TooBig("a", CommandAssembler.TooBig.What.ARGUMENT));
    }

    @Test
    void aMessageHasALimitOfItsOwn() {
        assertThat(line("a append x {1000+}")).isEqualTo(new CommandAssembler.ReadLiteral(1_000, false));
        assembler.literal(new byte[1_000]);
        assertThat(line(" {1}")).isEqualTo(new CommandAssembler.TooBig("a", CommandAssembler.TooBig.What.MESSAGE));
    }

    @Test
    void beforeLogInNothingMayBeAppended() {
        var before = new CommandAssembler(new CommandAssembler.Limits(100, 0, 3));
        assertThat(before.line("a APPEND x {500}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new CommandAssembler.TooBig("a", CommandAssembler.TooBig.What.ARGUMENT));
    }

    @Test
    void aSizeBeyondAllNumbersIsTooBig() {
        assertThat(line("a LOGIN {99999999999999999999999999}"))
                .isEqualTo(new CommandAssembler.TooBig("a", CommandAssembler.TooBig.What.ARGUMENT));
    }

    @Test
    void manyLiteralsAreTooMany() {
        for (var i = 0; i < 3; i++) {
            assertThat(line(i == 0 ? "a X {0+}" : " {0+}")).isEqualTo(new CommandAssembler.ReadLiteral(0, false));
            assembler.literal(new byte[0]);
        }
        assertThat(line(" {0}")).isEqualTo(new CommandAssembler.TooBig("a", CommandAssembler.TooBig.What.ARGUMENT));
    }

    @Test
    void aQuotedBraceIsNoLiteral() {
        assertThat(line("a LOGIN x \"{3}\"")).isInstanceOf(CommandAssembler.Complete.class);
    }

    @Test
    void theTagOfALineWithoutCommandIsAStar() {
        assertThat(CommandAssembler.tagOf(new byte[] {(byte) 0xff, 'a', ' '})).isEqualTo("*");
        assertThat(CommandAssembler.tagOf("a1 x".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a1");
        assertThat(CommandAssembler.tagOf("a1\"".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("*");
        assertThat(CommandAssembler.tagOf("A".repeat(500).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("*");
    }
}
