package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Directory;
import org.kantor.kernel.Refused;
import org.kantor.mail.search.MessageIndex;

/** {@code POST /api/index/rebuild}: makes the search index of an account anew in the background; without {@code user}, of every account. */
@Path("/index")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class IndexResource {

    @Inject
    Administration administration;

    @Inject
    Directory directory;

    @Inject
    MessageIndex index;

    @POST
    @Path("/rebuild")
    public void rebuild(@Nullable JsonObject json) {
        administration.by();
        var body = Body.of(json, Set.of("user"));
        if (body.text("user", "").isEmpty()) {
            index.rebuild();
            return;
        }
        var account = directory
                .byAddress(body.address("user"))
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such user."));
        index.rebuild(account.id());
    }
}
