package org.kantor.mail.wire.imap;

/** IDLE (RFC 2177): waits for news until the client sends DONE. */
public record Idle() implements Command {

    static final String VERB = "IDLE";

    static Idle parse(Parser in) {
        in.end();
        return new Idle();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
