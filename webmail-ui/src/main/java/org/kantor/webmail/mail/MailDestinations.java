package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Destinations;

/** The views of all mail that are no folders, and the searches that were saved. */
@ApplicationScoped
public class MailDestinations implements Destinations {

    @Inject
    private Searches searches;

    @Inject
    private SignedIn signedIn;

    @Override
    public List<Destination> of(Component asker) {
        var views = Stream.of(
                new Destination("mail/files", asker.getTranslation("files.title"), "paperclip"),
                new Destination("mail/subscriptions", asker.getTranslation("list.title"), "list"));
        var saved = searches.saved(signedIn.account().id()).stream()
                .map(query -> new Destination(
                        "search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), query, "search"));
        return Stream.concat(views, saved).toList();
    }
}
