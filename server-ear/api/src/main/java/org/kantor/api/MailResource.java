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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.wire.mime.MessageParser;

/**
 * {@code /api/mail}: an account's mail, to import and to export. For the command alone, whose secret only the owner of the home folder has: an administrator at a
 * browser reads nobody's mail.
 */
@Path("/mail/{address}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MailResource {

    private static final int MOST = 1_000;
    private static final int MOST_OCTETS = 50 * 1024 * 1024;
    private static final Map<String, Integer> FLAGS = Map.of(
            "\\seen", Flags.SEEN,
            "\\answered", Flags.ANSWERED,
            "\\flagged", Flags.FLAGGED,
            "\\deleted", Flags.DELETED,
            "\\draft", Flags.DRAFT);
    private static final List<String> SPELLED = List.of("\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft");

    @Inject
    Administration administration;

    @Inject
    Directory directory;

    @Inject
    Mailboxes mailboxes;

    @Inject
    Messages messages;

    /** The folders, each with its name, its special use or an empty text, and whether it is subscribed to; and the first levels below which there can be none. */
    @GET
    @Path("/folders")
    public JsonObject folders(@PathParam("address") String address) {
        administration.byCommand();
        var folders = Json.createArrayBuilder();
        for (var mailbox : mailboxes.list(account(address))) {
            folders.add(Json.createObjectBuilder()
                    .add("name", mailbox.name())
                    .add("use", mailbox.use() == null ? "" : mailbox.use().attribute())
                    .add("subscribed", mailbox.subscribed()));
        }
        return Json.createObjectBuilder()
                .add("folders", folders)
                .add("reserved", Json.createArrayBuilder(List.of(Mailbox.OTHER_USERS, Mailbox.SHARED)))
                .build();
    }

    /** Makes a folder if it is not there, with its use unless another has it; subscribes to it if it is to be, and never the other way. */
    @POST
    @Path("/folders")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject addFolder(@PathParam("address") String address, @Nullable JsonObject json) {
        var by = administration.byCommand();
        var account = account(address);
        var body = Body.of(json, Set.of("name", "use", "subscribed"));
        var name = body.text("name");
        var actor = new Actor("api", by.name(), by.account());
        var use = SpecialUse.ofAttribute(body.text("use", ""))
                .filter(wanted -> mailboxes.bySpecialUse(account, wanted).isEmpty());
        var there = mailboxes.find(account, name);
        var mailbox = there.orElseGet(() -> mailboxes.create(account, name, use.orElse(null), actor));
        if (body.flag("subscribed", true) && !mailbox.subscribed()) {
            mailboxes.setSubscribed(account, mailbox.name(), true, actor);
        }
        return Json.createObjectBuilder().add("made", there.isEmpty()).build();
    }

    /** The messages after a UID, by UID; none if there is no such folder. */
    @GET
    @Path("/messages")
    public JsonObject messages(
            @PathParam("address") String address,
            @QueryParam("folder") String folder,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("500") int limit) {
        administration.byCommand();
        var account = account(address);
        var list = Json.createArrayBuilder();
        mailboxes
                .find(account, folder)
                .map(mailbox -> messages.view(account, mailbox.id()))
                .ifPresent(view -> {
                    var found = view.indexOf(after + 1);
                    var from = found < 0 ? -found - 1 : found;
                    var end = Math.min(view.size(), from + Math.clamp(limit, 1, MOST));
                    var numbers = new long[end - from];
                    for (var i = from; i < end; i++) {
                        numbers[i - from] = view.message(i);
                    }
                    var hashes = messages.hashes(account, numbers);
                    for (var i = from; i < end; i++) {
                        list.add(Json.createObjectBuilder()
                                .add("uid", view.uid(i))
                                .add("hash", hashes.getOrDefault(view.message(i), ""))
                                .add(
                                        "date",
                                        Instant.ofEpochMilli(view.internalDate(i))
                                                .toString())
                                .add("flags", Json.createArrayBuilder(flags(view, i))));
                    }
                });
        return Json.createObjectBuilder().add("messages", list).build();
    }

    private static List<String> flags(MailboxView view, int index) {
        var flags = new LinkedHashSet<String>();
        for (var flag : SPELLED) {
            if ((view.flags(index) & FLAGS.getOrDefault(flag.toLowerCase(Locale.ROOT), 0)) != 0) {
                flags.add(flag);
            }
        }
        flags.addAll(view.keywords(index));
        return List.copyOf(flags);
    }

    @GET
    @Path("/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] content(
            @PathParam("address") String address, @QueryParam("folder") String folder, @QueryParam("uid") long uid) {
        administration.byCommand();
        var account = account(address);
        var view = messages.view(
                account,
                mailboxes.find(account, folder).orElseThrow(MailResource::gone).id());
        var index = view.indexOf(uid);
        if (index < 0) {
            throw gone();
        }
        return messages.content(account, view.message(index));
    }

    /** Files a message, in a folder that is made if it is not there. */
    @POST
    @Path("/messages")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public JsonObject add(
            @PathParam("address") String address,
            @QueryParam("folder") String folder,
            @QueryParam("date") String date,
            @QueryParam("flags") @DefaultValue("") String flags,
            byte @Nullable [] content) {
        var by = administration.byCommand();
        var account = account(address);
        if (content == null || content.length == 0 || content.length > MOST_OCTETS) {
            throw new Refused(Refused.Code.BAD_VALUE, "A message has 1 to " + MOST_OCTETS + " octets.");
        }
        var actor = new Actor("api", by.name(), by.account());
        var mailbox = mailboxes.find(account, folder).orElseGet(() -> make(account, folder, actor));
        var message =
                new NewMessage(content, MessageParser.parse(content), bits(flags), keywords(flags), instant(date));
        var appended =
                messages.append(account, mailbox.id(), List.of(message), actor).getFirst();
        return Json.createObjectBuilder().add("uid", appended.uid()).build();
    }

    private Mailbox make(AccountId account, String folder, Actor actor) {
        var made = mailboxes.create(account, folder, null, actor);
        mailboxes.setSubscribed(account, folder, true, actor);
        return made;
    }

    private static int bits(String flags) {
        var bits = 0;
        for (var flag : flags.split(" ")) {
            bits |= FLAGS.getOrDefault(flag.toLowerCase(Locale.ROOT), 0);
        }
        return bits;
    }

    private static Set<String> keywords(String flags) {
        var keywords = new LinkedHashSet<String>();
        for (var flag : flags.split(" ")) {
            if (!flag.isEmpty() && !flag.startsWith("\\")) {
                keywords.add(flag);
            }
        }
        return keywords;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Refused(Refused.Code.BAD_VALUE, "The date is written 2026-11-28T10:00:00Z.");
        }
    }

    private static Refused gone() {
        return new Refused(Refused.Code.NOT_FOUND, "There is no such message.");
    }

    private AccountId account(String address) {
        return directory
                .byAddress(Body.address(address, "address"))
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no account " + address + "."))
                .id();
    }
}
