package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Users;

/** {@code /api/domains}: the domains whose mail is delivered here. For administrators. */
@Path("/domains")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DomainsResource {

    @Inject
    Administration administration;

    @Inject
    Users users;

    @GET
    public JsonObject all() {
        administration.by();
        var domains = Json.createArrayBuilder();
        for (var domain : users.domains()) {
            domains.add(Json.createObjectBuilder()
                    .add("name", domain.name().value())
                    .add("primary", domain.primary())
                    .add("test", domain.test())
                    .add("accounts", domain.accounts()));
        }
        return Json.createObjectBuilder().add("domains", domains).build();
    }

    @POST
    public Response add(@Nullable JsonObject json) {
        var by = administration.by();
        var body = Body.of(json, Set.of("name", "test"));
        var name = Body.domain(body.text("name"));
        users.addDomain(by, name, body.flag("test", false));
        return Response.created(URI.create("domains/" + name)).build();
    }

    @DELETE
    @Path("/{name}")
    public void remove(@PathParam("name") String name) {
        users.removeDomain(administration.by(), Body.domain(name));
    }
}
