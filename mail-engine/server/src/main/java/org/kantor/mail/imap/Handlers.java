package org.kantor.mail.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kantor.mail.wire.imap.Command;

/** Every verb's handler. */
final class Handlers {

    private static final List<Handler<?>> ALL = List.of(
            new CapabilityHandler(),
            new NoopHandler(),
            new LogoutHandler(),
            new IdHandler(),
            new StartTlsHandler(),
            new AuthenticateHandler(),
            new LoginHandler(),
            new EnableHandler(),
            new SelectHandler(),
            new ExamineHandler(),
            new CreateHandler(),
            new DeleteHandler(),
            new RenameHandler(),
            new SubscribeHandler(),
            new UnsubscribeHandler(),
            new ListHandler(),
            new LsubHandler(),
            new StatusHandler(),
            new AppendHandler(),
            new ReplaceHandler(),
            new CompressHandler(),
            new NamespaceHandler(),
            new GetQuotaHandler(),
            new GetQuotaRootHandler(),
            new SetQuotaHandler(),
            new GetMetadataHandler(),
            new SetMetadataHandler(),
            new SetAclHandler(),
            new DeleteAclHandler(),
            new GetAclHandler(),
            new ListRightsHandler(),
            new MyRightsHandler(),
            new IdleHandler(),
            new NotifyHandler(),
            new CheckHandler(),
            new CloseHandler(),
            new UnselectHandler(),
            new ExpungeHandler(),
            new UidExpungeHandler(),
            new EsearchHandler(),
            new SearchHandler(),
            new SortHandler(),
            new ThreadHandler(),
            new FetchHandler(),
            new StoreHandler(),
            new CopyHandler(),
            new MoveHandler());

    private static final Map<Class<?>, Handler<?>> BY_COMMAND = byCommand();

    private Handlers() {}

    private static Map<Class<?>, Handler<?>> byCommand() {
        var handlers = new HashMap<Class<?>, Handler<?>>();
        for (var handler : ALL) {
            handlers.put(handler.command(), handler);
        }
        for (var command : Command.class.getPermittedSubclasses()) {
            if (!handlers.containsKey(command)) {
                throw new IllegalStateException("no handler of " + command);
            }
        }
        return Map.copyOf(handlers);
    }

    @SuppressWarnings("unchecked") // a handler is registered under the class that it names
    static <C extends Command> Handler<C> of(C command) {
        return (Handler<C>) Objects.requireNonNull(BY_COMMAND.get(command.getClass()));
    }

    /** The capabilities of the session as it is now, in the handlers' order. */
    static List<String> capabilities(ImapSession session) {
        var capabilities = new ArrayList<String>();
        ALL.forEach(handler -> capabilities.addAll(handler.capabilities(session)));
        return capabilities;
    }
}
