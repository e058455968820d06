package org.kantor.api;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kantor.mail.listener.Listeners;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * {@code GET /api/health}: 200 when every mail port is open and the database answers, else 503. The launcher and load
 * balancers ask it; it says nothing that a stranger may not know.
 */
@WebServlet("/health")
public final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int ANSWER_SECONDS = 2;

    @Inject
    private transient Listeners listeners;

    @Inject
    private transient Transactions transactions;

    @Inject
    private transient Jdbc jdbc;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ports = listeners.up();
        var database = databaseAnswers();
        response.setStatus(ports && database ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream()
                .write("{\"ports\":%s,\"database\":%s}\n"
                        .formatted(ports, database)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private boolean databaseAnswers() {
        try {
            return transactions.call(() -> jdbc.work(connection -> connection.isValid(ANSWER_SECONDS)));
        } catch (RuntimeException e) {
            ApiLog.LOG.databaseSilent(e);
            return false;
        }
    }
}
