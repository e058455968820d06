package org.kantor.mail.smtp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.identity.Authentication;
import org.kantor.identity.Authentications;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.listener.LineTooLongException;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.wire.smtp.Command;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.mail.wire.smtp.SmtpSyntaxException;

/**
 * One dialogue: who is speaking, what message is under way, and the loop of commands and replies. Replies gather while more commands are here
 * already (RFC 2920). Owned by the connection's thread.
 */
final class Session implements Authentications.Session {

    private final ServerConnection connection;
    private final Role role;
    private final Verbs verbs;
    private final Limits limits;
    private final String id = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    private State state = State.START;
    private String client = "";
    private boolean extended;
    private @Nullable Account account;
    private @Nullable Authentication by;
    private @Nullable Mail mail;
    private final List<Envelope.Recipient> recipients = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private int messages;
    private int errors;
    private int turnedAway;
    private boolean over;

    Session(ServerConnection connection, Role role, Verbs verbs, Limits limits) {
        this.connection = connection;
        this.role = role;
        this.verbs = verbs;
        this.limits = limits;
    }

    void serve(String hostName) throws IOException {
        connection.setTimeout(limits.command());
        write(Reply.of(220, hostName + " " + (role == Role.LMTP ? "LMTP" : "ESMTP") + " Kantor"));
        try {
            while (!over) {
                if (!connection.inputPending()) {
                    connection.flush();
                }
                step();
            }
        } catch (SocketTimeoutException e) {
            write(Reply.of(421, "4.4.2", "You have been silent for too long"));
        }
        connection.flush();
    }

    private void step() throws IOException {
        Command command;
        try {
            var line = connection.readLine(Command.MAX_LINE);
            if (line == null) {
                over = true;
                if (connection.revoked()) {
                    write(Reply.of(421, "4.7.0", "Your log-in has been ended"));
                } else if (connection.stopping()) {
                    write(Reply.of(421, "4.3.2", "The service is shutting down"));
                }
                return;
            }
            if (!line.crlf()) {
                refuse(Reply.of(500, "5.5.2", "Lines end with CR and LF"));
                return;
            }
            command = Command.parse(utf8(line.octets()));
        } catch (LineTooLongException e) {
            refuse(Reply.of(500, "5.5.6", "The line is too long"));
            return;
        } catch (CharacterCodingException e) {
            refuse(Reply.of(500, "5.5.2", "Commands are UTF-8"));
            return;
        } catch (SmtpSyntaxException e) {
            refuse(e.reply());
            return;
        }
        var before = turnedAway;
        var reply = verbs.handle(command, this);
        // of a message to many whose mailboxes are full, one is an error
        if (reply != null && (reply.permanentFailure() || before == 0 && turnedAway > 0)) {
            refuse(reply);
        } else if (reply != null) {
            write(reply);
        }
    }

    private static String utf8(byte[] octets) throws CharacterCodingException {
        for (var octet : octets) {
            if (octet < 0) {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(octets))
                        .toString();
            }
        }
        return new String(octets, StandardCharsets.US_ASCII);
    }

    private void refuse(Reply reply) throws IOException {
        if (++errors < limits.errors()) {
            write(reply);
        } else {
            over = true;
            write(Reply.of(421, "4.7.0", "Too many errors"));
        }
    }

    // --- for the handlers

    void write(Reply reply) throws IOException {
        connection.write(reply.wire());
    }

    /** The dialogue is over after the reply. */
    void end() {
        over = true;
    }

    ServerConnection connection() {
        return connection;
    }

    Role role() {
        return role;
    }

    Verbs verbs() {
        return verbs;
    }

    Limits limits() {
        return limits;
    }

    State state() {
        return state;
    }

    String id() {
        return id;
    }

    String client() {
        return client;
    }

    /** @param extensions whether the client knows of extensions (EHLO, LHLO) */
    void greeted(String name, boolean extensions) {
        client = name;
        extended = extensions;
        reset();
        state = State.GREETED;
    }

    /** RFC 3207 section 4.2: after STARTTLS nothing counts that was said before. */
    void secured() {
        client = "";
        extended = false;
        reset();
        state = State.START;
    }

    @Nullable
    Account account() {
        return account;
    }

    void authenticated(Account who, Authentication with) {
        account = who;
        by = with;
    }

    /** What the account was logged in with. */
    @Nullable
    Authentication by() {
        return by;
    }

    @Override
    public void revoked() {
        connection.revoke();
    }

    void begin(Mail command) {
        mail = command;
        state = State.MAIL;
    }

    @Nullable
    Mail mail() {
        return mail;
    }

    /** @param local whose mailbox it is; null for another server's */
    void add(Envelope.Recipient recipient, @Nullable Account local) {
        recipients.add(recipient);
        if (local != null) {
            accounts.add(local);
        }
        state = State.RCPT;
    }

    /** Somebody's mailbox cannot take the message that is under way. */
    void turnAway() {
        turnedAway++;
    }

    /** Recipients of the message that is under way whose mailboxes cannot take it. */
    int turnedAway() {
        return turnedAway;
    }

    List<Envelope.Recipient> recipients() {
        return recipients;
    }

    /** The local recipients' accounts, in the order of the recipients. */
    List<Account> accounts() {
        return accounts;
    }

    /** Forgets the message that is under way. */
    void reset() {
        mail = null;
        recipients.clear();
        accounts.clear();
        turnedAway = 0;
        if (state != State.START) {
            state = State.GREETED;
        }
    }

    /** @return a number of the message within the dialogue, for its Received field */
    int nextMessage() {
        return ++messages;
    }

    int messages() {
        return messages;
    }

    /** The keyword of the Received field's "with" (RFC 3848, RFC 6531 section 4.3). */
    String protocol() {
        var utf8 = mail != null && mail.smtpUtf8();
        var base = (utf8 ? "UTF8" : "")
                + (role == Role.LMTP ? "LMTP" : extended || utf8 ? utf8 ? "SMTP" : "ESMTP" : "SMTP");
        return base + (connection.isTls() ? "S" : "") + (account != null ? "A" : "");
    }

    Actor actor() {
        var who = account;
        return new Actor(role == Role.LMTP ? "lmtp" : "smtp", id, who == null ? null : who.id());
    }

    void timeout(Duration timeout) throws IOException {
        connection.setTimeout(timeout);
    }
}
