package org.kantor.webmail.fake;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A page in a session that nobody else is at, for components that tell their browser something. It is the current one until another is. */
public final class OpenUi extends UI {

    private static final long serialVersionUID = 1;

    private static final class Session extends VaadinSession {
        private static final long serialVersionUID = 1;

        Session() {
            super(new VaadinServletService(null, null));
        }

        @Override
        public void checkHasLock() {
            // there is one thread
        }

        @Override
        public boolean hasLock() {
            return true;
        }
    }

    /** Flow remembers its current page by a weak reference only. */
    private static @Nullable OpenUi last;

    public OpenUi(Locale locale) {
        last = this;
        getInternals().setSession(new Session());
        setLocale(locale);
        setCurrent(this);
    }
}
