package org.kantor.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.store.StoreCheck;
import org.kantor.mail.store.StoreRepair;

/**
 * {@code GET /api/check}: whether the store and its search indexes are whole; {@code GET /api/check/repair}: what a repair would do; {@code POST /api/check/repair}: does it.
 * {@code ?content=true} reads every content too, which takes long on a large store.
 */
@Path("/check")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CheckResource {

    private static final String INDEX = "index";

    @Inject
    Administration administration;

    @Inject
    Directory directory;

    @Inject
    StoreCheck store;

    @Inject
    StoreRepair repair;

    @Inject
    MessageIndex index;

    @GET
    public JsonObject check(@QueryParam("content") @DefaultValue("false") boolean content) {
        administration.by();
        var findings = Json.createArrayBuilder();
        for (var finding : store.run(depth(content))) {
            findings.add(finding(finding.rule(), finding.sentence(), finding.what()));
        }
        for (var damage : index.check(depth(content))) {
            findings.add(finding(
                    INDEX,
                    "A search index can be read and has every message that it should.",
                    "account " + damage.account() + ": " + damage.what()));
        }
        return Json.createObjectBuilder().add("findings", findings).build();
    }

    @GET
    @Path("/repair")
    public JsonObject plan(@QueryParam("content") @DefaultValue("false") boolean content) {
        return repair(content, false);
    }

    @POST
    @Path("/repair")
    public JsonObject repair(@QueryParam("content") @DefaultValue("false") boolean content) {
        return repair(content, true);
    }

    private JsonObject repair(boolean content, boolean really) {
        administration.by();
        var repairs = Json.createArrayBuilder();
        for (var each : repair.run(depth(content), really)) {
            repairs.add(repair(each.rule(), each.account(), each.sentence(), each.done()));
        }
        for (var damage : index.check(depth(content))) {
            if (really) {
                index.rebuild(damage.account());
            }
            repairs.add(repair(
                    INDEX, login(damage.account()), "The search index is made anew, as " + damage.what() + ".", true));
        }
        return Json.createObjectBuilder().add("repairs", repairs).build();
    }

    private static StoreCheck.Depth depth(boolean content) {
        return content ? StoreCheck.Depth.CONTENT : StoreCheck.Depth.TABLES;
    }

    private String login(AccountId account) {
        return directory.account(account).map(Account::login).orElse(account.toString());
    }

    private static JsonObjectBuilder finding(String rule, String sentence, String what) {
        return Json.createObjectBuilder()
                .add("rule", rule)
                .add("sentence", sentence)
                .add("what", what);
    }

    private static JsonObjectBuilder repair(String rule, String account, String sentence, boolean done) {
        return Json.createObjectBuilder()
                .add("rule", rule)
                .add("account", account)
                .add("sentence", sentence)
                .add("done", done);
    }
}
