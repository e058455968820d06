package org.kantor.webmail.transfer;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.mbox.Mbox;
import org.kantor.webmail.session.SignedIn;

/**
 * A folder of one's own as an mbox file, with flags and keywords: {@code export/17?run=name}. One message at a time is in memory; the page that waits under the name shows how far it
 * is and can stop it, after which the file has the messages up to there, each whole.
 */
@WebServlet(urlPatterns = "/export/*")
public class ExportServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient SignedIn signedIn;

    @Inject
    transient Mailboxes mailboxes;

    @Inject
    transient Messages messages;

    @Inject
    transient Exports exports;

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
        var file = URLEncoder.encode(mailbox.name().replace('/', '-') + ".mbox", StandardCharsets.UTF_8)
                .replace("+", "%20");
        response.setContentType("application/mbox");
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + file);
        response.setHeader("Cache-Control", "no-store");
        var view = messages.view(account, mailbox.id());
        var name = request.getParameter("run");
        var watcher = exports.of(name == null ? "" : name);
        var whole = false;
        try {
            whole = write(account, view, new BufferedOutputStream(response.getOutputStream(), 1 << 16), watcher);
        } finally {
            watcher.ended(whole);
        }
    }

    /** @return whether everything was written */
    private boolean write(AccountId account, MailboxView view, OutputStream out, Exports.Watcher watcher)
            throws IOException {
        for (var i = 0; i < view.size(); i++) {
            if (!watcher.progress(i, view.size())) {
                out.flush();
                return false;
            }
            byte[] content;
            try {
                content = messages.content(account, view.message(i));
            } catch (Refused e) {
                // It was deleted meanwhile.
                continue;
            }
            Mbox.write(out, content, Flagged.names(view, i), Instant.ofEpochMilli(view.internalDate(i)));
        }
        out.flush();
        return true;
    }
}
