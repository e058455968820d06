package org.kantor.keycloak;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Where the webmail is at this start. The realm is imported once, but the address may be another at the next start: then what the
 * realm says of the earlier one is moved to the present one. What an administrator added besides stays.
 *
 * @param web where browsers open the webmail, without a slash at the end
 * @param logOut where Keycloak itself reaches the webmail's back-channel log-out
 */
record WebAddress(String web, String logOut) {

    private static final Logger LOG = Logger.getLogger("org.kantor.keycloak");
    private static final String REALM = "kantor";
    private static final String CLIENT = "kantor-webmail";
    private static final String LOG_OUT = "backchannel.logout.url";
    private static final String AFTER_LOG_OUT = "post.logout.redirect.uris";
    /** How Keycloak writes several addresses into one attribute. */
    private static final String SEPARATOR = "##";

    private static final String CONTENT_SECURITY_POLICY = "contentSecurityPolicy";

    /** From {@code --spi-events-listener--kantor--web} and {@code --spi-events-listener--kantor--log-out}; null unless both are there. */
    static @Nullable WebAddress from(Config.Scope config) {
        var web = config.get("web");
        var logOut = config.get("log-out");
        return web == null || logOut == null ? null : new WebAddress(web, logOut);
    }

    void keepInStep(KeycloakSession session) {
        var realm = session.realms().getRealmByName(REALM);
        if (realm != null) {
            session.getContext().setRealm(realm);
            keepInStep(realm);
        }
    }

    void keepInStep(RealmModel realm) {
        var client = realm.getClientByClientId(CLIENT);
        if (client == null || inStep(client)) {
            return;
        }
        var before = client.getRootUrl();
        client.setRootUrl(web);
        client.setRedirectUris(moved(client.getRedirectUris(), before));
        var afterLogOut = client.getAttribute(AFTER_LOG_OUT);
        var addresses = afterLogOut == null ? Set.<String>of() : List.of(afterLogOut.split(SEPARATOR));
        client.setAttribute(AFTER_LOG_OUT, String.join(SEPARATOR, moved(addresses, before)));
        client.setAttribute(LOG_OUT, logOut);
        if (before != null) {
            var headers = new HashMap<>(realm.getBrowserSecurityHeaders());
            headers.computeIfPresent(CONTENT_SECURITY_POLICY, (name, policy) -> policy.replace(before, web));
            realm.setBrowserSecurityHeaders(headers);
        }
        LOG.infof("The webmail is at %s now; it was at %s.", web, before);
    }

    private boolean inStep(ClientModel client) {
        return web.equals(client.getRootUrl()) && Objects.equals(logOut, client.getAttribute(LOG_OUT));
    }

    private Set<String> moved(Iterable<String> addresses, @Nullable String before) {
        var moved = new LinkedHashSet<String>();
        moved.add(web + "/*");
        for (var address : addresses) {
            if (!address.equals(before + "/*")) {
                moved.add(address);
            }
        }
        return moved;
    }
}
