package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import org.kantor.webmail.shell.Place;

/** Mail, the first place of the rail. */
@ApplicationScoped
public class MailPlace implements Place {

    @Override
    public String titleKey() {
        return "place.mail";
    }

    @Override
    public String icon() {
        return "mail";
    }

    @Override
    public Class<? extends Component> view() {
        return MailView.class;
    }

    @Override
    public String path() {
        return "mail";
    }

    @Override
    public boolean covers(String path) {
        return path.isEmpty() || path.equals("search") || Place.super.covers(path);
    }

    @Override
    public int order() {
        return 10;
    }
}
