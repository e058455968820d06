package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Users;
import org.kantor.identity.AppPasswords;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;

/** {@code /api/test-accounts}: accounts of a test domain for load tests, all with one given app password. For administrators. */
@Path("/test-accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TestAccountsResource {

    private static final int MOST = 500;

    @Inject
    Administration administration;

    @Inject
    Users users;

    @Inject
    AppPasswords appPasswords;

    @POST
    public JsonObject make(@Nullable JsonObject json) {
        var by = administration.by();
        var body = Body.of(json, Set.of("domain", "names", "password"));
        var domain = Body.domain(body.text("domain"));
        if (!(body.json().get("names") instanceof JsonArray names) || names.size() > MOST) {
            throw new Refused(Refused.Code.BAD_VALUE, "\"names\" must be a list of at most " + MOST + " texts.");
        }
        for (var name : names) {
            if (!(name instanceof JsonString text)) {
                throw new Refused(Refused.Code.BAD_VALUE, "\"names\" must be texts.");
            }
            var address = Body.address(text.getString() + "@" + domain, "names");
            var account = users.createTestAccount(by, new EmailAddress(address.localPart(), domain));
            appPasswords.giveTestPassword(account.id(), body.text("password"));
        }
        return Json.createObjectBuilder().add("accounts", names.size()).build();
    }
}
