package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Recovery;
import org.kantor.settings.Settings;

/** {@code /api/recover}: people's deleted messages, and how long they are kept. For administrators. */
@Path("/recover")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RecoverResource {

    private static final int MOST = 500;
    private static final long MOST_DAYS = 3650;

    @Inject
    Administration administration;

    @Inject
    Directory directory;

    @Inject
    Recovery recovery;

    @Inject
    Settings settings;

    @GET
    public JsonObject kept() {
        administration.by();
        return Json.createObjectBuilder().add("days", recovery.kept().toDays()).build();
    }

    @PUT
    public JsonObject keep(@Nullable JsonObject json) {
        var by = administration.by();
        var days = Body.of(json, Set.of("days")).number("days", -1);
        if (days < 0 || days > MOST_DAYS) {
            throw new Refused(Refused.Code.BAD_VALUE, "Deleted messages are kept for 0 to " + MOST_DAYS + " days.");
        }
        settings.set(by.name(), Recovery.KEPT, Duration.ofDays(days));
        return kept();
    }

    @GET
    @Path("/{address}")
    public JsonObject list(
            @PathParam("address") String address,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        administration.byCommand();
        var account = account(address).id();
        var messages = Json.createArrayBuilder();
        for (var message : recovery.list(account, Math.max(0, offset), Math.clamp(limit, 1, MOST))) {
            messages.add(Json.createObjectBuilder()
                    .add("mailbox", message.key().mailbox().value())
                    .add("uid", message.key().uid())
                    .add("name", message.mailbox())
                    .add("from", message.from())
                    .add("subject", message.subject())
                    .add("deleted", message.deleted().toString())
                    .add("octets", message.octets()));
        }
        return Json.createObjectBuilder()
                .add("total", recovery.count(account))
                .add("messages", messages)
                .build();
    }

    /** Restores the messages of a list with {@code mailbox} and {@code uid}; answers how many, and how many into which mailbox. */
    @POST
    @Path("/{address}")
    public JsonObject restore(@PathParam("address") String address, @Nullable JsonObject json) {
        var by = administration.byCommand();
        var account = account(address).id();
        Body.of(json, Set.of("messages"));
        var keys = json == null || !(json.get("messages") instanceof jakarta.json.JsonArray array)
                ? java.util.List.<Recovery.Key>of()
                : array.stream().map(RecoverResource::key).toList();
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new Refused(Refused.Code.BAD_VALUE, "1 to " + MOST + " messages are restored at a time.");
        }
        var restored = recovery.restoreInto(account, keys, new Actor("api", by.name(), by.account()));
        var into = Json.createObjectBuilder();
        restored.forEach(into::add);
        var count = restored.values().stream().mapToInt(Integer::intValue).sum();
        return Json.createObjectBuilder()
                .add("restored", count)
                .add("into", into)
                .build();
    }

    private static Recovery.Key key(JsonValue json) {
        if (json instanceof JsonObject object
                && object.get("mailbox") instanceof JsonNumber mailbox
                && object.get("uid") instanceof JsonNumber uid) {
            return new Recovery.Key(new MailboxId(mailbox.longValue()), uid.longValue());
        }
        throw new Refused(Refused.Code.BAD_VALUE, "A message is named by its mailbox and uid.");
    }

    private Account account(String address) {
        return directory
                .byAddress(Body.address(address, "address"))
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no account " + address + "."));
    }
}
