package org.kantor.webmail.admin;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Place;

/** The console's entry at the rail's foot, for administrators. */
@ApplicationScoped
public class AdminPlace implements Place {

    @Inject
    private SignedIn signedIn;

    @Override
    public String titleKey() {
        return "admin.title";
    }

    @Override
    public String icon() {
        return "shield";
    }

    @Override
    public Class<? extends Component> view() {
        return UsersView.class;
    }

    @Override
    public String path() {
        return "admin";
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public boolean visible() {
        return signedIn.administers();
    }
}
