package org.kantor.mail.imap;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.change.ChangeBus;
import org.kantor.directory.Account;
import org.kantor.identity.Authentication;
import org.kantor.identity.Authentications;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.listener.Line;
import org.kantor.mail.listener.LineTooLongException;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.store.Annotations;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.wire.imap.Command;
import org.kantor.mail.wire.imap.CommandAssembler;
import org.kantor.mail.wire.imap.CommandText;
import org.kantor.mail.wire.imap.ImapSyntaxException;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.ResponseWriter;
import org.kantor.mail.wire.imap.TaggedCommand;

/**
 * One client's dialogue. The connection's virtual thread reads and works off one command after the other; it holds the {@link #turn} except while it waits
 * for the client. Whoever else has something to say (news during IDLE, the end of an account) takes the turn first.
 */
final class ImapSession implements Authentications.Session {

    /** How long a farewell from outside waits for the command that is being worked on. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** RFC 2180 section 3.3: a client that comes back finds the mailboxes as they are now. */
    private static final String GONE = "The selected mailbox is gone";

    private static final String REVOKED = "Your log-in has been ended";

    private static final AtomicLong NUMBER = new AtomicLong();

    private ImapServices services;
    private final ServerConnection connection;
    private final CommandReader reader;
    private final ResponseWriter out;
    private final Progress progress;
    private final String name = "imap-" + NUMBER.incrementAndGet();
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final ReentrantLock turn = new ReentrantLock();

    private @Nullable Account account;
    private @Nullable Authentication by;
    private @Nullable Actor actor;
    private @Nullable KnownMailboxes mailboxes;
    private ChangeBus.@Nullable Subscription changes;
    private @Nullable SelectedMailbox selected;
    /** Null for a client that has never asked for any. */
    private @Nullable Notifications notifications;
    /** Read by the change bus too. */
    private volatile Notifications.OfSelected ofSelected = Notifications.OfSelected.UNASKED;

    private final Set<Extension> enabled = EnumSet.noneOf(Extension.class);
    private String tag = "";
    private boolean ended;
    /** Why the dialogue ends after the answer to the command that is being worked on; set from outside too. */
    private volatile @Nullable String farewell;

    private int errors;
    private int failedLogins;

    ImapSession(ImapServices services, ServerConnection connection) {
        this.services = services;
        this.connection = connection;
        this.reader = new CommandReader(connection, services.limits().message());
        this.out = new ResponseWriter(connection::write);
        this.progress = new Progress(this, services.clock(), services.limits().progress());
    }

    // --- the dialogue

    void run() throws IOException {
        turn.lock();
        try {
            connection.setTimeout(services.limits().login());
            untagged("OK", ResponseCode.capability(Handlers.capabilities(this)), "Kantor is ready");
            flush();
            while (!ended) {
                next();
            }
        } catch (SocketTimeoutException e) {
            bye(null, "Idle for too long");
        } finally {
            deselect();
            if (notifications != null) {
                notifications.close();
            }
            if (by != null) {
                services.authentications().leave(by, this);
            }
            if (changes != null) {
                changes.close();
            }
            turn.unlock();
        }
    }

    private void next() throws IOException {
        CommandReader.Read read;
        if (!connection.inputPending()) {
            flush();
        }
        turn.unlock();
        try {
            read = reader.read(account != null, this::requestLiteral);
        } finally {
            turn.lock();
        }
        var why = farewell;
        if (why != null) {
            // nothing that came meanwhile counts, and somebody else may have said so already
            if (!ended) {
                bye(null, why);
            }
            return;
        }
        switch (read) {
            case CommandReader.Read.Whole whole -> work(whole.text());
            case CommandReader.Read.TooBig(var tooBig, var what) -> tagged(tooBig, tooBig(what));
            case CommandReader.Read.LineTooLong() -> failed("*", Answer.bad("The line is too long"));
            case CommandReader.Read.Hopeless() -> bye(ResponseCode.TOO_BIG, "The literal is too big");
            case CommandReader.Read.End() -> endOfInput();
        }
    }

    private static Answer tooBig(CommandAssembler.TooBig.What what) {
        return switch (what) {
            case ARGUMENT -> Answer.bad("The command is too long");
            case MESSAGE -> Answer.no(ResponseCode.TOO_BIG, "The message is too big");
            case ANNOTATION -> Answer.no(ResponseCode.metadataMaxSize(Annotations.MAX_OCTETS), "The value is too long");
        };
    }

    /** The client has closed its side, or the server is stopping. */
    void endOfInput() throws IOException {
        if (connection.stopping()) {
            bye(ResponseCode.UNAVAILABLE, "The server is stopping");
        }
        ended = true;
    }

    private void requestLiteral() throws IOException {
        turn.lock();
        try {
            out.raw("+ Go on").crlf();
            flush();
        } finally {
            turn.unlock();
        }
    }

    private void work(CommandText text) throws IOException {
        TaggedCommand command;
        try {
            command = TaggedCommand.parse(text, utf8());
        } catch (ImapSyntaxException e) {
            failed(CommandAssembler.tagOf(text.text()), Answer.bad(e.sentence()));
            return;
        }
        errors = 0;
        tag = command.tag();
        progress.begin();
        perform(command.tag(), command.command());
    }

    /** A line that is no command: a few are answered, many end the dialogue. */
    private void failed(String tag, Answer answer) throws IOException {
        tagged(tag, answer);
        if (++errors >= services.limits().errors()) {
            bye(null, "Too many wrong commands");
        }
    }

    private <C extends Command> void perform(String tag, C command) throws IOException {
        var handler = Handlers.of(command);
        Answer answer;
        try {
            if (command.hasNumbers() && enabled(Extension.UIDONLY)) {
                answer = Answer.bad(ResponseCode.UID_REQUIRED, "Messages are named by UID only");
            } else if (handler.states().contains(state())) {
                answer = handler.handle(command, this);
                tellWithAnswer(command, handler.news(command));
            } else {
                answer = Answer.bad("Not in this state");
            }
        } catch (Refused e) {
            answer = Answer.refused(e);
        } catch (ImapSyntaxException e) {
            answer = Answer.bad(e.sentence());
        } catch (RuntimeException e) {
            ImapLog.LOG.commandFailed(name, command.getClass().getSimpleName(), e);
            answer = Answer.no(ResponseCode.SERVER_BUG, "Internal error");
        }
        tagged(tag, answer);
        handler.after(answer, this);
        var why = farewell;
        if (why != null && !ended) {
            bye(null, why);
        }
        tellHeldBack();
    }

    /**
     * What has become known while the command was worked on. It is done: whatever becomes of the telling, the answer says so, and only then the dialogue ends. A client that
     * has no answer, or a false one, does it again.
     */
    private void tellWithAnswer(Command command, Handler.News news) throws IOException {
        try {
            if (news != Handler.News.NONE && !isTold(news == Handler.News.ALL)) {
                farewell = GONE;
            }
            tellOthers(command, news);
        } catch (RuntimeException e) {
            ImapLog.LOG.pushFailed(name, e);
            farewell = "Log in again to hear what is new";
        }
    }

    private void tellOthers(Command command, Handler.News news) throws IOException {
        var told = notifications;
        if (told != null && news != Handler.News.NONE) {
            told.did(command);
            told.tell();
        }
    }

    /** Whoever wants to hear of all at once need not wait for the next command. */
    private void tellHeldBack() throws IOException {
        if (!ended && !ofSelected().delayed()) {
            tellSelected(true);
        }
    }

    /** What is new in the selected mailbox; ends the dialogue if that is gone. */
    void tellSelected(boolean mayExpunge) throws IOException {
        if (!isTold(mayExpunge)) {
            bye(null, GONE);
        }
    }

    /** False if there is no such mailbox any more, or none that may be read. */
    private boolean isTold(boolean mayExpunge) throws IOException {
        var mailbox = selected;
        if (mailbox == null) {
            return true;
        }
        try {
            mailbox.tell(out, mayExpunge);
            return true;
        } catch (Refused e) {
            deselect();
            return false;
        }
    }

    // --- answers

    private void tagged(String tag, Answer answer) throws IOException {
        if (ended && answer.kind() != Answer.Kind.OK) {
            return;
        }
        out.raw(tag).space().raw(answer.kind().name()).space();
        text(answer.code(), answer.text());
    }

    /** An untagged status response. */
    void untagged(String kind, @Nullable ResponseCode code, String text) throws IOException {
        out.raw("* ").raw(kind).space();
        text(code, text);
    }

    private void text(@Nullable ResponseCode code, String text) throws IOException {
        if (code != null) {
            out.raw('[').raw(code.text()).raw("] ");
        }
        out.raw(text).crlf();
    }

    /** Says farewell and ends the dialogue. */
    void bye(@Nullable ResponseCode code, String why) throws IOException {
        untagged("BYE", code, why);
        flush();
        ended = true;
    }

    /** The dialogue ends after the answer. */
    void endAfterAnswer() {
        ended = true;
    }

    void flush() throws IOException {
        out.finish();
        connection.flush();
    }

    ResponseWriter out() {
        return out;
    }

    Progress progress() {
        return progress;
    }

    // --- what the client says between commands

    /** A line that is no command: an answer to a challenge, or DONE. Others may have the turn meanwhile. Null at the end of input. */
    @Nullable
    Line readLine(int limit) throws IOException {
        flush();
        turn.unlock();
        try {
            return connection.readLine(limit);
        } catch (LineTooLongException e) {
            throw new ImapSyntaxException("The line is too long");
        } finally {
            turn.lock();
        }
    }

    // --- from outside

    /** With BYE if the client takes it soon, else without. */
    @Override
    public void revoked() {
        farewell = REVOKED;
        Thread.ofVirtual().name(name + "-end").start(() -> {
            try {
                if (turn.tryLock(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                    try {
                        if (!ended) {
                            bye(null, REVOKED);
                        }
                    } finally {
                        turn.unlock();
                    }
                }
            } catch (IOException e) {
                ImapLog.LOG.clientGone(name, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                connection.abort();
            }
        });
    }

    /** What is told to a client that waits for it. */
    interface News {

        /** Whether the client still waits; what is new from now on is pushed again. */
        boolean take();

        void tell() throws IOException;
    }

    /** Tells a client that listens what is new, from any thread and without waiting. */
    void push(News news) {
        var thread = Thread.ofVirtual().name(name + "-push").unstarted(() -> {
            turn.lock();
            try {
                if (!ended && news.take()) {
                    news.tell();
                    flush();
                    if (ended) {
                        connection.abort();
                    }
                }
            } catch (IOException e) {
                ImapLog.LOG.clientGone(name, e);
                connection.abort();
            } catch (RuntimeException e) {
                ImapLog.LOG.pushFailed(name, e);
                connection.abort();
            } finally {
                turn.unlock();
            }
        });
        thread.setContextClassLoader(loader);
        thread.start();
    }

    // --- state

    State state() {
        if (account == null) {
            return State.NOT_AUTHENTICATED;
        }
        return selected == null ? State.AUTHENTICATED : State.SELECTED;
    }

    /** The tag of the command that is being worked on. */
    String tag() {
        return tag;
    }

    ImapServices services() {
        return services;
    }

    ServerConnection connection() {
        return connection;
    }

    String name() {
        return name;
    }

    void logIn(Account who, Authentication with) throws IOException {
        account = who;
        by = with;
        actor = new Actor("imap", name, who.id());
        services = services.of(who.id());
        var known = new KnownMailboxes(services.mailboxes(), services.directory(), who.id());
        mailboxes = known;
        changes = services.bus().subscribe(who.id(), notice -> known.changed());
        connection.setTimeout(services.limits().autologout());
        services.authentications().enter(with, this);
    }

    void loginFailed() {
        failedLogins++;
    }

    int failedLogins() {
        return failedLogins;
    }

    /** The account that is logged in; the state was checked. */
    AccountId account() {
        return known(account).id();
    }

    /** Whether a log-in name or address is the account's that is logged in. */
    boolean isAccount(String name) {
        var own = known(account);
        return name.equalsIgnoreCase(own.login())
                || name.equalsIgnoreCase(own.address().toString());
    }

    Actor actor() {
        return known(actor);
    }

    /** The account's mailboxes; the state was checked. */
    KnownMailboxes mailboxes() {
        return known(mailboxes);
    }

    /** Turns an extension on, with what is on with it. */
    void enable(Extension extension) {
        enabled.addAll(extension.all());
        if (utf8()) {
            out.useUtf8();
        }
    }

    /** Whether the client writes and reads UTF-8 where it can stand: in mailbox names, in strings, in headers that it says have it. */
    boolean utf8() {
        return enabled(Extension.UTF8) || enabled(Extension.IMAP4REV2);
    }

    boolean enabled(Extension extension) {
        return enabled.contains(extension);
    }

    void select(SelectedMailbox mailbox) {
        deselect();
        selected = mailbox;
    }

    void deselect() {
        var mailbox = selected;
        if (mailbox != null) {
            selected = null;
            mailbox.close();
            if (notifications != null) {
                notifications.deselected(mailbox);
            }
        }
    }

    /** From now on the client is told of this and of nothing else (RFC 5465). */
    void notify(Notifications instead) {
        if (notifications != null) {
            notifications.close();
        }
        notifications = instead;
        ofSelected = instead.ofSelected();
    }

    boolean isNotifiedBy(Notifications those) {
        return notifications == those;
    }

    /** How the client hears of the selected mailbox; from any thread. */
    Notifications.OfSelected ofSelected() {
        return ofSelected;
    }

    /** The client has put messages into a mailbox itself. */
    void created(Mailbox mailbox, long[] uids) {
        var open = selected;
        if (open != null && open.mailbox().id().equals(mailbox.id())) {
            open.created(uids);
        }
    }

    /** The selected mailbox; the state was checked. */
    SelectedMailbox selected() {
        return known(selected);
    }

    @Nullable
    SelectedMailbox selectedOrNull() {
        return selected;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the verb is allowed in a state that it needs more than");
        }
        return value;
    }
}
