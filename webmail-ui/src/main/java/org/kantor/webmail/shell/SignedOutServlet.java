package org.kantor.webmail.shell;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kantor.webmail.session.SentencePage;

/** Where a page goes whose session was ended from elsewhere: says so, in the browser's language, and leads to the log-in. Open to everybody. */
@WebServlet("/signed-out")
public final class SignedOutServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var locale = Texts.language("", request.getLocale());
        SentencePage.answer(
                response,
                locale.getLanguage(),
                HttpServletResponse.SC_OK,
                Texts.text("signedOut.text", locale),
                request.getContextPath() + "/",
                Texts.text("signedOut.again", locale));
    }
}
