package org.kantor.webmail.transfer;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.session.SignedIn;

/** A folder of one's own as an mbox file: {@code export/17}. One message at a time is in memory; the browser shows the progress and can stop it. */
@WebServlet(urlPatterns = "/export/*")
public class ExportServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient SignedIn signedIn;

    @Inject
    transient Mailboxes mailboxes;

    @Inject
    transient Messages messages;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var account = signedIn.account().id();
        var path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        var found = path.matches("[0-9]{1,18}")
                ? mailboxes.get(account, new MailboxId(Long.parseLong(path)))
                : Optional.<Mailbox>empty();
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var mailbox = found.get();
        var name = URLEncoder.encode(mailbox.name().replace('/', '-') + ".mbox", StandardCharsets.UTF_8)
                .replace("+", "%20");
        response.setContentType("application/mbox");
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
        response.setHeader("Cache-Control", "no-store");
        var view = messages.view(account, mailbox.id());
        try (var out = new BufferedOutputStream(response.getOutputStream(), 1 << 16)) {
            for (var i = 0; i < view.size(); i++) {
                try {
                    Mbox.write(
                            out,
                            messages.content(account, view.message(i)),
                            Instant.ofEpochMilli(view.internalDate(i)));
                } catch (Refused e) {
                    // It was deleted meanwhile.
                    continue;
                }
            }
        }
    }
}
