package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.directory.Quota;
import org.kantor.directory.Users;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Sharing.Grantee;

/** {@code /api/users}: people, rooms and shared mailboxes, named in paths by any of their addresses. For administrators. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class UsersResource {

    private static final int MOST = 500;
    private static final Actor ACTOR = new Actor("api", "", null);

    @Inject
    Administration administration;

    @Inject
    Users users;

    @Inject
    Directory directory;

    @Inject
    Sharing sharing;

    @GET
    public JsonObject find(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        administration.by();
        var found = Json.createArrayBuilder();
        directory
                .find(text, Math.max(0, offset), Math.clamp(limit, 1, MOST))
                .forEach(account -> found.add(json(account)));
        return Json.createObjectBuilder()
                .add("total", directory.count(text))
                .add("users", found)
                .build();
    }

    @POST
    public Response create(@Nullable JsonObject json) {
        var by = administration.by();
        var body =
                Body.of(json, Set.of("address", "givenName", "familyName", "password", "quotaBytes", "quotaMessages"));
        var account = users.create(
                by,
                new Users.NewUser(
                        body.address("address"),
                        body.text("givenName", ""),
                        body.text("familyName", ""),
                        body.text("password"),
                        quota(body, Quota.NONE)));
        var path = URLEncoder.encode(account.address().toString(), StandardCharsets.UTF_8);
        return Response.created(URI.create("users/" + path))
                .entity(json(account))
                .build();
    }

    /** Makes a mailbox that people share. */
    @POST
    @Path("/shared")
    public Response createShared(@Nullable JsonObject json) {
        var by = administration.by();
        var body = Body.of(json, Set.of("address", "name", "quotaBytes", "quotaMessages"));
        var account = users.createShared(by, body.address("address"), body.text("name", ""), quota(body, Quota.NONE));
        var path = URLEncoder.encode(account.address().toString(), StandardCharsets.UTF_8);
        return Response.created(URI.create("users/" + path))
                .entity(json(account))
                .build();
    }

    /** Gives somebody rights (the letters of RFC 4314) on all that is in a shared mailbox now; what is made below later has those of what is above it. */
    @PUT
    @Path("/{address}/members/{member}")
    public void share(
            @PathParam("address") String address, @PathParam("member") String member, @Nullable JsonObject json) {
        administration.by();
        var rights = Rights.of(Body.of(json, Set.of("rights")).text("rights"));
        sharing.changeAll(shared(address), Grantee.of(account(member).id()), before -> rights, ACTOR);
    }

    @DELETE
    @Path("/{address}/members/{member}")
    public void unshare(@PathParam("address") String address, @PathParam("member") String member) {
        administration.by();
        sharing.changeAll(shared(address), Grantee.of(account(member).id()), before -> Rights.NONE, ACTOR);
    }

    private AccountId shared(String address) {
        var account = account(address);
        if (account.kind() != Account.Kind.SHARED) {
            throw new Refused(Refused.Code.CANNOT, "Only people themselves share their mailboxes.");
        }
        return account.id();
    }

    @GET
    @Path("/{address}")
    public JsonObject get(@PathParam("address") String address) {
        administration.by();
        return json(account(address));
    }

    /** Changes the members that are given, in this order: names, quota, enabled. */
    @PATCH
    @Path("/{address}")
    public JsonObject change(@PathParam("address") String address, @Nullable JsonObject json) {
        var by = administration.by();
        var account = account(address);
        var body = Body.of(json, Set.of("givenName", "familyName", "quotaBytes", "quotaMessages", "enabled"));
        if (body.has("givenName") || body.has("familyName")) {
            users.setDisplayName(by, account.id(), body.text("givenName", ""), body.text("familyName", ""));
        }
        if (body.has("quotaBytes") || body.has("quotaMessages")) {
            users.setQuota(by, account.id(), quota(body, account.quota()));
        }
        if (body.has("enabled")) {
            users.setEnabled(by, account.id(), body.flag("enabled", true));
        }
        return json(account(address));
    }

    /** The limits that are given; the others as they are. */
    private static Quota quota(Body body, Quota now) {
        return new Quota(body.number("quotaBytes", now.bytes()), body.number("quotaMessages", now.messages()));
    }

    @PUT
    @Path("/{address}/password")
    public void password(@PathParam("address") String address, @Nullable JsonObject json) {
        var by = administration.by();
        users.setPassword(
                by, account(address).id(), Body.of(json, Set.of("password")).text("password"));
    }

    @POST
    @Path("/{address}/aliases")
    public JsonObject addAlias(@PathParam("address") String address, @Nullable JsonObject json) {
        var by = administration.by();
        var account = account(address);
        users.addAlias(by, account.id(), Body.of(json, Set.of("address")).address("address"));
        return json(account);
    }

    @DELETE
    @Path("/{address}/aliases/{alias}")
    public void removeAlias(@PathParam("address") String address, @PathParam("alias") String alias) {
        var by = administration.by();
        users.removeAlias(by, account(address).id(), Body.address(alias, "alias"));
    }

    @PUT
    @Path("/{address}/roles/{role}")
    public void grant(@PathParam("address") String address, @PathParam("role") String role) {
        var by = administration.by();
        users.grant(by, account(address).id(), role(role));
    }

    @DELETE
    @Path("/{address}/roles/{role}")
    public void revoke(@PathParam("address") String address, @PathParam("role") String role) {
        var by = administration.by();
        users.revoke(by, account(address).id(), role(role));
    }

    private static Users.Role role(String name) {
        if (name.equals("administrator")) {
            return Users.Role.ADMINISTRATOR;
        }
        throw new Refused(Refused.Code.NOT_FOUND, "There is no such role.");
    }

    private Account account(String address) {
        return directory
                .byAddress(Body.address(address, "address"))
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no account " + address + "."));
    }

    private JsonObject json(Account account) {
        var aliases = Json.createArrayBuilder();
        directory.addresses(account.id()).stream()
                .filter(address -> !address.equals(account.address()))
                .forEach(address -> aliases.add(address.toString()));
        var roles = Json.createArrayBuilder();
        users.roles(account.id()).forEach(role -> roles.add(role.name().toLowerCase(Locale.ROOT)));
        return Json.createObjectBuilder()
                .add("id", account.id().value())
                .add("address", account.address().toString())
                .add("aliases", aliases)
                .add("displayName", account.displayName())
                .add("kind", account.kind().name().toLowerCase(Locale.ROOT))
                .add("enabled", account.enabled())
                .add("quotaBytes", account.quota().bytes())
                .add("quotaMessages", account.quota().messages())
                .add("roles", roles)
                .add("created", account.created().toString())
                .build();
    }
}
