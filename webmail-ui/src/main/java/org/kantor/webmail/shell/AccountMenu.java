package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.kantor.webmail.session.SignedIn;

/** Who is signed in, what else there is for this person, and the way out. */
@CdiComponent
public class AccountMenu extends Div {

    private static final long serialVersionUID = 1;

    @Inject
    public AccountMenu(SignedIn signedIn, @Any Instance<AccountLink> links) {
        var account = signedIn.account();
        var face = new Face(account.displayName(), account.address().toString());
        var label = getTranslation("account.menu", account.displayName(), face.getText());
        var button = new NativeButton();
        button.addClassNames("face-button");
        button.getElement()
                .setAttribute("type", "button")
                .setAttribute("aria-label", label)
                .setAttribute("title", label);
        button.add(face);
        var menu = new Menu("account-menu", label);
        menu.openedBy(button);
        var who = new Div(
                new Span(account.displayName()), new Span(account.address().toString()));
        who.addClassName("who");
        menu.add(who);
        menu.line();
        links.stream()
                .filter(AccountLink::visible)
                .sorted(Comparator.comparingInt(AccountLink::order))
                .forEach(link -> menu.add(entry(link.path(), link.icon(), getTranslation(link.titleKey()))));
        var out = entry(SignedIn.SIGN_OUT, "log-out", getTranslation("account.signOut"));
        out.setRouterIgnore(true);
        out.setId("sign-out");
        for (var text : List.of("title", "unsaved", "nameless", "stay", "go")) {
            out.getElement().setAttribute("data-" + text, getTranslation("account.signOut." + text));
        }
        menu.add(out);
        add(button, menu);
    }

    private static Anchor entry(String path, String icon, String text) {
        var link = new Anchor(path, new Icon(icon), new Span(text));
        link.addClassName("mi");
        link.getElement().setAttribute("role", "menuitem");
        return link;
    }
}
