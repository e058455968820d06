package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;
import org.kantor.mail.queue.Queue;

/** {@code /api/queue}: what waits to be delivered, and what administrators do with it. */
@Path("/queue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class QueueResource {

    private static final int MOST = 500;

    @Inject
    Administration administration;

    @Inject
    Queue queue;

    @GET
    public JsonObject list(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("destination") @DefaultValue("") String destination,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var by = administration.by();
        var filter = new Queue.Filter(null, null, text, destination, state(state));
        var entries = Json.createArrayBuilder();
        for (var entry : queue.list(by, filter, Math.max(0, offset), Math.clamp(limit, 1, MOST))) {
            entries.add(json(entry));
        }
        return Json.createObjectBuilder()
                .add("total", queue.count(by, filter))
                .add("entries", entries)
                .build();
    }

    /**
     * {@code requeue}, {@code hold}, {@code release} or {@code delete} whatever matches. Without any condition the body must say {@code "all": true}, so
     * that a forgotten one does not empty the queue.
     */
    @POST
    @Path("/{action}")
    public JsonObject act(@PathParam("action") String action, @Nullable JsonObject json) {
        var by = administration.by();
        var body = Body.of(json, Set.of("recipient", "message", "q", "destination", "state", "all"));
        var filter = new Queue.Filter(
                body.has("recipient") ? body.number("recipient", 0) : null,
                body.has("message") ? body.number("message", 0) : null,
                body.text("q", ""),
                body.text("destination", ""),
                state(body.text("state", "")));
        if (filter.equals(Queue.Filter.ALL) && !body.flag("all", false)) {
            throw new Refused(Refused.Code.BAD_VALUE, "Say which recipients are meant, or that all are.");
        }
        var recipients = switch (action) {
            case "requeue" -> queue.requeue(by, filter);
            case "hold" -> queue.hold(by, filter);
            case "release" -> queue.release(by, filter);
            case "delete" -> queue.delete(by, filter);
            default -> throw new Refused(Refused.Code.NOT_FOUND, "There is no such action.");
        };
        return Json.createObjectBuilder().add("recipients", recipients).build();
    }

    private static Queue.@Nullable State state(String name) {
        if (name.isEmpty()) {
            return null;
        }
        try {
            return Queue.State.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refused(Refused.Code.BAD_VALUE, "A state is new, deferred, active or held.");
        }
    }

    private static JsonObject json(Queue.Entry entry) {
        return Json.createObjectBuilder()
                .add("recipient", entry.recipient())
                .add("message", entry.message())
                .add("sender", entry.sender())
                .add("address", entry.address())
                .add("destination", entry.destination())
                .add("state", entry.state().name().toLowerCase(Locale.ROOT))
                .add("octets", entry.octets())
                .add("arrived", entry.arrived().toString())
                .add("attempts", entry.attempts())
                .add("due", entry.due().toString())
                .add("lastReply", entry.lastReply())
                .build();
    }
}
