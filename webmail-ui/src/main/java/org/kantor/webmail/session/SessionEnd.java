package org.kantor.webmail.session;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Forgets sessions that ended, by signing out or by being idle. */
@WebListener
public class SessionEnd implements HttpSessionListener {

    @Inject
    BrowserSessions sessions;

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        if (event.getSession().getAttribute(BrowserSession.ATTRIBUTE) instanceof BrowserSession session) {
            sessions.remove(session);
        }
    }
}
