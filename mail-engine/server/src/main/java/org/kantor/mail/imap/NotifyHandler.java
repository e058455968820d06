package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.imap.FetchItem;
import org.kantor.mail.wire.imap.Notify;
import org.kantor.mail.wire.imap.Notify.Kind;
import org.kantor.mail.wire.imap.ResponseCode;

/** NOTIFY (RFC 5465): from then on {@link Notifications} tell the client of what it names, and of nothing else. Messages have no annotations (RFC 5257) here. */
final class NotifyHandler implements Handler<Notify> {

    private static final String SUPPORTED = Arrays.stream(Kind.values())
            .filter(NotifyHandler::isSupported)
            .map(Kind::text)
            .collect(Collectors.joining(" "));

    @Override
    public Class<Notify> command() {
        return Notify.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("NOTIFY");
    }

    private static boolean isSupported(Kind kind) {
        return kind != Kind.ANNOTATION_CHANGE;
    }

    @Override
    public Answer handle(Notify command, ImapSession session) throws IOException {
        var events = command.groups().stream()
                .flatMap(group -> group.events().stream())
                .toList();
        if (!events.stream()
                .allMatch(
                        event -> event.kind().filter(NotifyHandler::isSupported).isPresent())) {
            return Answer.no(ResponseCode.badEvent(SUPPORTED), "There is no such event here");
        }
        if (events.stream().anyMatch(event -> event.items().contains(FetchItem.Data.MODSEQ))) {
            session.enable(Extension.CONDSTORE);
        }
        var selected = session.selectedOrNull();
        if (selected != null && !command.groups().isEmpty()) {
            // section 3.1: whatever is asked for from now on, all that has gathered is told
            selected.tellAll(session.out());
        }
        var notifications = new Notifications(session, command.groups());
        try {
            notifications.begin(command.status());
        } catch (Refused e) {
            notifications.close();
            return Answer.no(ResponseCode.NOTIFICATION_OVERFLOW, "That is too much to be told of");
        } catch (RuntimeException e) {
            notifications.close();
            throw e;
        }
        session.notify(notifications);
        return Answer.ok("NOTIFY completed");
    }
}
