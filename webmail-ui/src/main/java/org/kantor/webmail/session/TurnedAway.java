package org.kantor.webmail.session;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kantor.kernel.Refused;

/** The page for people whom Keycloak knows but who may not come in here: one sentence and the way out. */
final class TurnedAway {

    private TurnedAway() {}

    static void answer(HttpServletResponse response, Refused refused) throws IOException {
        SentencePage.answer(
                response,
                "en",
                refused.code() == Refused.Code.TRY_LATER
                        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        : HttpServletResponse.SC_FORBIDDEN,
                refused.sentence(),
                SignedIn.SIGN_OUT,
                "Sign out and use another account");
    }
}
