package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.kantor.mail.store.StoreCheck;

/** {@code GET /api/check}: whether the store is whole; {@code ?content=true} reads every content too, which takes long on a large store. */
@Path("/check")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CheckResource {

    @Inject
    Administration administration;

    @Inject
    StoreCheck store;

    @GET
    public JsonObject check(@QueryParam("content") @DefaultValue("false") boolean content) {
        administration.by();
        var findings = Json.createArrayBuilder();
        for (var finding : store.run(content ? StoreCheck.Depth.CONTENT : StoreCheck.Depth.TABLES)) {
            findings.add(Json.createObjectBuilder()
                    .add("rule", finding.rule())
                    .add("sentence", finding.sentence())
                    .add("what", finding.what()));
        }
        return Json.createObjectBuilder().add("findings", findings).build();
    }
}
