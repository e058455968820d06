package org.kantor.webmail.command;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.store.Mailboxes;
import org.kantor.settings.Settings;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.mail.Folders;
import org.kantor.webmail.people.PeopleSearch;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.AccountLink;
import org.kantor.webmail.shell.Destinations;
import org.kantor.webmail.shell.Destinations.Destination;
import org.kantor.webmail.shell.Everywhere;
import org.kantor.webmail.shell.Shell;

/** Puts the keyboard on every page and answers what it asks for. */
@ApplicationScoped
public class Commands implements Everywhere {

    private static final int MOST_PEOPLE = 6;

    @Inject
    private SignedIn signedIn;

    @Inject
    private Settings settings;

    @Inject
    private PeopleSearch people;

    @Inject
    private Mailboxes mailboxes;

    @Inject
    private Instance<Writing> writing;

    @Inject
    @Any
    private Instance<AccountLink> links;

    @Inject
    @Any
    private Instance<Destinations> destinations;

    @Override
    public Component in(Shell shell) {
        var account = signedIn.account().id();
        return new Keyboard(
                desk(shell, account), settings.get(account, Keys.SINGLE), settings.get(account, Keys.CHANGED));
    }

    private Keyboard.Desk desk(Shell shell, AccountId account) {
        return new Keyboard.Desk() {
            @Override
            public List<Keyboard.Person> people(String text) {
                return people.find(account, text, MOST_PEOPLE).stream()
                        .map(person -> new Keyboard.Person(person.name(), person.address()))
                        .toList();
            }

            @Override
            public List<Keyboard.Folder> folders() {
                var statuses = mailboxes.statuses(account);
                return mailboxes.list(account).stream()
                        .map(box -> {
                            var status = statuses.get(box.id());
                            var unseen = status == null ? 0 : status.unseen();
                            return new Keyboard.Folder(
                                    box.id().toString(),
                                    Folders.title(box, shell),
                                    Folders.icon(box),
                                    unseen == 0 ? "" : shell.getTranslation("mail.nUnread", unseen));
                        })
                        .toList();
            }

            /** What several name is there once. */
            @Override
            public List<Destination> pages() {
                var pages = new LinkedHashMap<String, Destination>();
                destinations.stream()
                        .flatMap(some -> some.of(shell).stream())
                        .forEach(page -> pages.putIfAbsent(page.path(), page));
                links.stream()
                        .filter(AccountLink::visible)
                        .sorted(Comparator.comparingInt(AccountLink::order))
                        .map(link -> new Destination(link.path(), shell.getTranslation(link.titleKey()), link.icon()))
                        .forEach(page -> pages.putIfAbsent(page.path(), page));
                return List.copyOf(pages.values());
            }

            @Override
            public void go(String use) {
                mailboxes.list(account).stream()
                        .filter(box -> Folders.use(box).equals(use)
                                || box.id().toString().equals(use))
                        .findFirst()
                        .ifPresent(box -> shell.getUI().ifPresent(ui -> ui.navigate("mail/" + box.id())));
            }

            @Override
            public void write(String name, String address) {
                writing.get()
                        .newMessage(EmailAddress.parse(address)
                                .map(to -> List.of(new org.kantor.mail.compose.Person(name, to)))
                                .orElse(List.of()));
            }

            @Override
            public void single(boolean on) {
                settings.set("web", account, Keys.SINGLE, on);
            }

            @Override
            public void changed(String lines) {
                settings.set("web", account, Keys.CHANGED, Keys.CHANGED.read(lines));
            }
        };
    }
}
