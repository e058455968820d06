package org.kantor.webmail.shell;

import jakarta.servlet.http.HttpServlet;

/** The pages for those who may not come in, for tests of who that is. */
public final class TurnedAway {

    private TurnedAway() {}

    public static HttpServlet servlet() {
        var servlet = new TurnedAwayServlet();
        servlet.assets = new Assets();
        return servlet;
    }
}
