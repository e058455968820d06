package org.kantor.webmail.shell;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where a page goes whose session was ended from elsewhere: says so, in the browser's language, and leads to the log-in. Open to everybody. */
@WebServlet("/signed-out")
public final class SignedOutServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Assets assets;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var language = Texts.language("", request.getLocale());
        new BarePage(request, assets, language, "signedOut.title", "signedOut.text", "", "signedOut.again")
                .answer(response, HttpServletResponse.SC_OK);
    }
}
